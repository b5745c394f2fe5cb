"""Places are found however they are written, and look-alikes are kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.evidence.places import Gazetteer, Relation, compare_place_names, relate

GAZETTEER = Gazetteer.load()
texts = st.text(alphabet="abcdezhمدينةالرказгрныш (),-", max_size=20)
places = st.sampled_from(sorted(GAZETTEER.places.values(), key=lambda place: place.id))


def found(text: str) -> list[str]:
    return [place.id for place in GAZETTEER.find(text)]


@pytest.mark.parametrize(
    ("spelling", "place"),
    [
        ("Хасавюрт", "khasavyurt"),
        ("хасав-юрт", "khasavyurt"),
        ("خاسافيورت", "khasavyurt"),
        ("г. Грозный", "grozny"),
        ("غروزني", "grozny"),
        ("محج قلعة", "makhachkala"),
        ("МахӀачхъала", "makhachkala"),
        ("Эль-Маядин", "mayadin"),
        ("AL-MAYADEEN", "mayadin"),
        ("الميادين", "mayadin"),
        ("دير الزور", "deir-ez-zor"),
        ("Дейр эз-Зор", "deir-ez-zor"),
        ("Дейр-эз-Зору", "deir-ez-zor"),
        ("Tel'afer", "tal-afar"),
        ("تل‌عفر", "tal-afar"),
        ("лагерь аль-Холь", "al-hol-camp"),
        ("مخيم الهول", "al-hol-camp"),
        ("Şanlıurfa", "sanliurfa"),
        ("Чеченская Республика", "chechnya"),
        ("Тошкент", "tashkent"),
    ],
)
def test_a_place_is_found_in_every_script(spelling: str, place: str):
    assert found(spelling) == [place]


@pytest.mark.parametrize(
    ("spelling", "place"),
    [("Khassavyourt", "khasavyurt"), ("جودرميس", "gudermes"), ("Maiadin", "mayadin"), ("Буйнакскъ", "buynaksk")],
)
def test_a_clerks_own_romanisation_still_meets_the_table(spelling: str, place: str):
    assert not GAZETTEER.listed(spelling) or spelling == "Буйнакскъ"
    assert found(spelling) == [place]


@pytest.mark.parametrize(
    ("spelling", "place"),
    [
        ("в Грозном", "grozny"),
        ("из Ракки", "raqqa"),
        ("под Мосулом", "mosul"),
        ("Эльбаб", "al-bab"),
        ("Errakka", "raqqa"),
        ("Almayadin", "mayadin"),
    ],
)
def test_a_russian_case_and_an_article_written_on_are_taken_off(spelling: str, place: str):
    assert found(spelling) == [place]


@pytest.mark.parametrize("text", ["", "  ", "???", "Йокнапатофа", "unknown", "()", "лагерь"])
def test_what_is_no_place_of_ours_is_not_found(text: str):
    assert found(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الرصافة", "Resafa"),
        ("Rusafa (Baghdad)", "Rusafa (Raqqa)"),
        ("Samarra", "Самара"),
        ("سامراء", "Samara"),
        ("Jadah camp", "Jeddah"),
        ("الجدعة", "جدة"),
        ("Şam", "Шам"),
        ("Tal Afar", "Tal Abyad"),
        ("تلعفر", "تل أبيض"),
        ("Hama", "Хомс"),
        ("حماة", "حمص"),
        ("Al-Bab", "Baaj"),
        ("Roj", "Raqqa"),
        ("Грозный", "Гудермес"),
        ("عين عيسى", "عين العرب"),
        ("Qamishli", "Qayyarah"),
    ],
)
def test_look_alikes_are_not_merged(one: str, other: str):
    assert not set(found(one)) & set(found(other))
    weight = compare_place_names(one, other)
    assert weight is None or weight.log10_lr < 0


def test_sham_is_a_country_in_russian_and_a_city_in_turkish():
    assert (found("Шам"), found("Şam")) == (["syria"], ["damascus"])
    assert set(found("الشام")) == {"syria", "damascus"}


@pytest.mark.parametrize(
    ("renamed", "neutral"),
    [
        ("Вилаят аль-Хайр", "deir-ez-zor-governorate"),
        ("ولاية البركة", "hasakah-governorate"),
        ("Wilayat Ninawa", "nineveh"),
    ],
)
def test_a_renamed_province_is_read_and_shown_by_its_neutral_name(renamed: str, neutral: str):
    assert found(renamed) == [neutral]
    assert "Wilayat" not in GAZETTEER.places[neutral].name


def test_a_second_part_tells_two_places_of_one_name_apart():
    assert found("Кизляр, Дагестан") == ["kizlyar"]
    assert found("Raqqa, Syria") == ["raqqa"]
    assert found("Чечня, г. Шали") == ["shali"]


def test_the_republic_contains_its_towns_and_the_country_the_republic():
    gudermes, chechnya, russia = (GAZETTEER.places[place] for place in ("gudermes", "chechnya", "russia"))
    assert GAZETTEER.within(gudermes, chechnya)
    assert GAZETTEER.within(gudermes, russia)
    assert not GAZETTEER.within(russia, gudermes)


def test_a_camp_beside_a_town_of_its_name_counts_as_the_same_place():
    weight = compare_place_names("лагерь Айн-Исса", "Ain Issa")
    assert weight is not None
    assert weight.log10_lr == 3.0


@pytest.mark.parametrize(
    ("one", "other"), [("Умар", "Umar"), ("Мадина", "مدينة"), ("Hasan", "Хасан"), ("Karim", "Керим")]
)
def test_names_of_people_are_left_to_those_who_know_names(one: str, other: str):
    assert compare_place_names(one, other) is None


def test_the_table_covers_the_region():
    countries = {next(iter([*GAZETTEER.areas_of(place)][-1:]), place).id for place in GAZETTEER.places.values()}
    assert len(GAZETTEER.places) >= 1000
    assert {"iraq", "syria", "turkey", "russia", "kazakhstan", "uzbekistan", "azerbaijan", "georgia"} <= countries


@given(places, places)
def test_a_relation_does_not_depend_on_who_asks(one, other):
    assert relate((one,), (other,)) == relate((other,), (one,))
    assert (relate((one,), (other,)) is Relation.SAME) >= (one == other)


@given(texts, places)
def test_whether_two_spellings_name_one_place_does_not_depend_on_their_order(text: str, place):
    there, back = compare_place_names(text, place.name), compare_place_names(place.name, text)
    assert (there and there.log10_lr) == (back and back.log10_lr)


@given(places)
def test_a_place_is_found_by_the_name_it_is_shown_with(place):
    assert place in GAZETTEER.find(place.name)


@given(texts)
def test_any_text_can_be_looked_up(text: str):
    assert all(place.id in GAZETTEER.places for place in GAZETTEER.find(text))
