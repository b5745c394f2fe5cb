import pytest

from kintrace.kernel.errors import UnusableData
from kintrace.linelist import Severity

LIST = """id,name,sex,birth_date,siblings,last_date
R1,Умар Магомедов,m,2013-04,Али | Амина,2016-02-26
R2,عائشة,f,2014,,2016-03
"""


def told(read):
    return [(problem.row, problem.column, problem.severity) for problem in read.problems]


def test_a_list_is_read_into_values_by_column(listed):
    read = listed(LIST)
    assert read.entries[0].id == "R1"
    assert read.entries[0].values["siblings"] == ("Али", "Амина")
    assert read.entries[1].values["name"] == ("عائشة",)
    assert "siblings" not in read.entries[1].values
    assert (read.rows_read, read.rows_used, read.problems, read.notices) == (2, 2, (), ())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_delimiters_and_encodings_are_found(listed, delimiter, encoding):
    read = listed(LIST.replace(",", delimiter).encode(encoding))
    assert [entry.values["name"] for entry in read.entries] == [("Умар Магомедов",), ("عائشة",)]


def test_columns_come_in_any_order_and_three_languages(listed):
    read = listed("Дата рождения;الاسم;Father's name;Пол (м/ж);Номер;Любимый цвет\n2013;Умар;Али;мальчик;7;red\n")
    assert read.entries[0].values == {
        "birth_date": ("2013",),
        "name": ("Умар",),
        "father_name": ("Али",),
        "sex": ("мальчик",),
    }
    assert [column.header for column in read.columns if column.column is None] == ["Любимый цвет"]


def test_initials_are_one_word(listed):
    read = listed("id,Ф. И. О. ребёнка,Д.р.\n1,Умар,2013\n")
    assert set(read.entries[0].values) == {"name", "birth_date"}


def test_surname_name_and_patronymic_make_one_name(listed):
    read = listed("id,Имя,Фамилия,Отчество\n1,Умар,Магомедов,Алиевич\n")
    assert read.entries[0].values["name"] == ("Магомедов Умар Алиевич",)


def test_a_list_of_children_says_where_and_when_in_its_own_words(listed):
    text = "№,Имя,Приют,Дата поступления\n1,Умар,Багдад,03.09.2017\n"
    values = listed(text, side="children").entries[0].values
    assert (values["last_place"], values["last_date"]) == (("Багдад",), ("03.09.2017",))


def test_titles_may_stand_above_the_headers(listed):
    read = listed("Список детей\n\nid,name\n1,Умар\n")
    assert [entry.row for entry in read.entries] == [4]
    assert "rows above the headers that were not read: 1" in str(read.notices[0])


def test_two_columns_for_one_thing_are_refused_by_name(listed):
    with pytest.raises(UnusableData, match=r"list.csv: .*“Имя” and “الاسم” both mean name"):
        listed("id,Имя,الاسم\n1,a,b\n")


def test_a_list_without_ids_is_refused(listed):
    with pytest.raises(UnusableData, match=r"no column of ids.*“name”, “sex”"):
        listed("name,sex\nУмар,m\n")


def test_a_row_without_id_and_a_second_of_one_id_are_set_aside(listed):
    read = listed("id,name\n1,a\n,b\n1,c\n2,d\n")
    assert [entry.values["name"] for entry in read.entries] == [("a",), ("d",)]
    assert told(read) == [(3, "id", Severity.ROW_SET_ASIDE), (4, "id", Severity.ROW_SET_ASIDE)]
    assert (read.rows_read, read.rows_used, read.rows_set_aside) == (4, 2, 2)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("birth_date", "31.02.2013"),
        ("birth_date", "2031"),
        ("last_date", "2018-01-02"),
        ("age", "250"),
        ("sex", "purple"),
        ("languages", "Elvish"),
    ],
)
def test_a_value_that_cannot_be_is_left_out_and_told(listed, column, value):
    read = listed(f"id,name,{column}\n1,Умар,{value}\n")
    assert read.entries[0].values == {"name": ("Умар",)}
    assert told(read) == [(2, column, Severity.VALUE_LEFT_OUT)]
    assert value in str(read.problems[0])


def test_one_bad_value_leaves_its_neighbours(listed):
    read = listed("id,languages\n1,rus | Elvish | чеченский\n")
    assert read.entries[0].values["languages"] == ("rus", "чеченский")


def test_what_strict_stops_at_is_counted(listed):
    assert listed(LIST).left_out == 0
    assert listed("id,age\n1,250\n1,4\n2,old\n").left_out == 3
    assert listed("id,name\n1,Ум\x00ар\n").left_out == 0  # damaged, told, and used all the same


@pytest.mark.parametrize("word", ["-", "нет данных", "н/д", "unknown", "غير معروف"])
def test_words_for_nothing_say_nothing(listed, word):
    read = listed(f"id,name,age\n1,{word},{word}\n")
    assert read.entries[0].values == {}
    assert read.problems == ()


def test_an_age_without_a_date_is_noticed(listed):
    assert "ages without a date: 1" in str(listed("id,age,last_date\n1,4,\n2,5,2017\n").notices[0])


def test_an_empty_list_is_allowed_but_said(listed):
    read = listed("id,name\n")
    assert read.entries == ()
    assert "no rows" in str(read.notices[0])


def test_empty_rows_are_counted_apart(listed):
    read = listed("id,name\n1,a\n,\n\n   ,\n2,b\n")
    assert (read.rows_read, read.rows_empty, read.entries[1].row) == (2, 3, 6)


def test_cells_may_go_over_lines(listed):
    assert listed('id,siblings\n1,"Али\nУмар"\n').entries[0].values["siblings"] == ("Али", "Умар")


def test_a_day_kept_as_a_number_is_a_day(listed):
    assert listed("id,birth_date\n1,41382\n").entries[0].values["birth_date"] == ("2013-04-18",)


def test_cells_beyond_the_last_column_are_told(listed):
    read = listed("id,name\n1,Умар,Али\n")
    assert "Али" in str(read.problems[0])


def test_excels_own_first_line_is_understood(listed):
    assert listed("sep=;\nid;name\n1;Умар\n").entries[0].values["name"] == ("Умар",)


def test_headers_that_reach_over_two_rows_are_taken_from_both(listed):
    read = listed("ID,Child,,Father,Notes\n,Name,Sex,Father's name\nC-1,Умар,m,Али,x\n")
    assert (read.entries[0].id, dict(read.entries[0].values)) == (
        "C-1",
        {"name": ("Умар",), "sex": ("m",), "father_name": ("Али",)},
    )


def test_a_title_above_an_empty_header_is_none(listed):
    read = listed("Name,Full name\n\n,id,name\nx,1,Умар\n,,\n".replace("\n\n", "\n"))
    assert read.entries[0].values["name"] == ("Умар",)


def test_a_bar_stands_between_cells_where_it_alone_makes_headers(listed):
    assert listed("id|name|sex\n1|Умар|m\n").entries[0].values == {"name": ("Умар",), "sex": ("m",)}
    both = listed("id | номер,name | имя\n1,Умар | Омар\n").entries[0]
    assert (both.id, both.values["name"]) == ("1", ("Умар", "Омар"))


def test_direction_marks_stay_where_they_were(listed):
    assert listed("id,name\n1,\u202bعمر\u202c\n").entries[0].values["name"] == ("\u202bعمر\u202c",)
