"""The code lists of the field, in one place, with their words.

The codes are stable: they stand in records, exports and reports, and none is ever given another meaning. There is no
code for a parent's group, role or guilt, for contact with a family, or for money; language stands for origin. What a
code says of a person is the value of a statement, and is sealed like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kintrace.kernel.errors import UnusableData

type Word = str | Promise


@dataclass(frozen=True, slots=True)
class CodeList:
    """One list: its name in the practice page, what it answers, and the word for each code, in order."""

    name: str
    asks: Word
    words: Mapping[str, Word]

    def __contains__(self, code: str) -> bool:
        return code in self.words

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def word(self, code: str) -> str:
        """Return the word for a code in the reader's language; one that is unknown stands for itself."""
        return str(self.words.get(code, code))

    def choices(self, *, only: Iterable[str] | None = None) -> list[tuple[str, Word]]:
        """Return (code, word) pairs, as a form field takes them."""
        return [(code, self.words[code]) for code in (self.words if only is None else only)]

    def check(self, code: str) -> str:
        """Return the code; raises UnusableData, naming the list, for one it does not hold."""
        if code not in self.words:
            raise UnusableData(f"{self.name}: there is no code {code!r}; it is one of {', '.join(self.words)}.")
        return code


REL = CodeList(
    "REL",
    _("How are they related to the child?"),
    {
        "mother": _("mother"),
        "father": _("father"),
        "full_sibling": _("brother or sister, same mother and father"),
        "half_sibling_pat": _("brother or sister, same father"),
        "half_sibling_mat": _("brother or sister, same mother"),
        "grandmother_mat": _("grandmother, mother's mother"),
        "grandfather_mat": _("grandfather, mother's father"),
        "grandmother_pat": _("grandmother, father's mother"),
        "grandfather_pat": _("grandfather, father's father"),
        "aunt_mat": _("aunt, mother's side"),
        "uncle_mat": _("uncle, mother's side"),
        "aunt_pat": _("aunt, father's side"),
        "uncle_pat": _("uncle, father's side"),
        "step_parent": _("step-parent"),
        "co_wife_of_mother": _("another wife of the father"),
        "cousin": _("cousin"),
        "great_grandparent": _("great-grandparent"),
        "foster_or_milk_kin": _("foster or milk kin"),
        "neighbour": _("neighbour"),
        "godparent_or_family_friend": _("godparent or friend of the family"),
        "institution": _("institution"),
        "other_kin": _("other kin"),
        "self": _("the child itself"),
        "unknown": _("not known"),
    },
)
SEP = CodeList(
    "SEP",
    _("How did they become separated?"),
    {
        "conflict": _("fighting"),
        "death": _("death"),
        "taken_by_parent": _("taken along by a parent"),
        "population_movement": _("people on the move"),
        "arrest_and_detention": _("a parent was held"),
        "entrusted_to_individual": _("entrusted to somebody"),
        "abandonment": _("left behind"),
        "evacuation_medical": _("evacuated for treatment"),
        "divorce_remarriage": _("divorce or a new marriage"),
        "family_abuse_violence": _("violence at home"),
        "migration": _("migration"),
        "sickness_of_family_member": _("illness in the family"),
        "poverty": _("poverty"),
        "lack_of_services": _("no school or care where they lived"),
        "repatriation": _("return to the home country"),
        "natural_disaster": _("natural disaster"),
        "other": _("something else"),
        "unknown": _("not known"),
    },
)
CARE = CodeList(
    "CARE",
    _("With whom does the child live?"),
    {
        "parent": _("a parent"),
        "step_parent": _("a step-parent"),
        "customary_caregiver": _("whoever always cared for the child"),
        "adult_sibling": _("a grown brother or sister"),
        "kinship": _("relatives"),
        "foster": _("a foster family"),
        "residential": _("a children's home"),
        "kafala": _("a guardian under kafala"),
        "independent_living": _("on its own, with support"),
        "child_headed_household": _("a household led by a child"),
        "unrelated_adult": _("an adult who is not related"),
        "none": _("nobody"),
        "hospital": _("a hospital"),
        "camp_tent_with_nonkin": _("in a camp, with people who are not kin"),
        "with_parent_in_detention": _("with a parent who is held"),
        "detention_alone": _("held, without a parent"),
        "unknown": _("not known"),
    },
)
LEG = CodeList(
    "LEG",
    _("Where does the child stand before the law?"),
    {
        "none_known": _("nothing is known"),
        "with_detained_parent": _("staying with a parent who is held"),
        "in_investigation": _("questioned"),
        "charged": _("before a court"),
        "sentenced": _("serving a sentence"),
        "released_pending_papers": _("free, waiting for papers"),
        "court_release_ordered": _("a court ordered the release"),
        "guardianship_pending": _("guardianship asked for"),
        "guardianship_granted": _("guardianship granted"),
        "citizenship_pending": _("citizenship asked for"),
        "stateless_risk": _("may be without any citizenship"),
        "travel_paper_issued": _("travel paper issued"),
    },
)
DOC = CodeList(
    "DOC",
    _("Which papers are there?"),
    {
        "passport": _("passport for travel"),
        "internal_passport": _("internal passport"),
        "birth_cert_state": _("birth certificate"),
        "birth_cert_unrecognised": _("birth certificate no state accepts"),
        "marriage_paper": _("marriage paper"),
        "vaccination_card": _("vaccination card"),
        "hospital_tag": _("hospital tag"),
        "camp_card": _("camp card"),
        "ration_card": _("ration card"),
        "school_book": _("school book"),
        "photo": _("photograph"),
        "letter": _("letter"),
        "phone": _("telephone"),
        "none": _("none"),
    },
)
PROT = CodeList(
    "PROT",
    _("What does the child need to be protected from?"),
    {
        "sexually_exploited": _("sexual exploitation"),
        "gbv_survivor": _("survived violence"),
        "trafficked": _("trafficking"),
        "statelessness": _("having no citizenship"),
        "arrested_detained": _("being held"),
        "disabled": _("lives with a disability"),
        "serious_health_issue": _("seriously ill"),
        "child_mother": _("is a mother herself"),
        "abused": _("was ill-treated"),
        "living_with_vulnerable_person": _("lives with somebody who needs help"),
        "child_headed_household": _("a household led by a child"),
        "distressed": _("in great distress"),
        "at_risk_of_retaliation": _("revenge"),
        "custody_dispute": _("a dispute over who may raise the child"),
        "at_risk_of_early_marriage": _("early marriage"),
        "sibling_separation": _("being parted from brothers and sisters"),
        "other": _("something else"),
    },
)
CONS = CodeList(
    "CONS",
    _("What may be done with what was told?"),
    {
        "store": _("keep it for tracing"),
        "match_internal": _("match it within this agency"),
        "share_named_agency": _("share it with one named agency"),
        "share_icrc_rfl": _("share it with the Red Cross and Red Crescent"),
        "share_host_state": _("share it with the state where the child is"),
        "share_home_state": _("share it with the home state"),
        "share_police": _("share it with the police"),
        "publish_photo_closed_sheet": _("show the photograph to relatives on a closed sheet"),
        "publish_photo_public": _("show the photograph in public"),
        "publish_relation": _("publish who looks for whom"),
        "publish_first_name": _("publish the first name"),
        "face_template": _("compare faces by machine"),
        "dna_collect": _("take a DNA sample"),
        "dna_compare_this_child": _("compare DNA with this child"),
        "dna_compare_all": _("compare DNA with all found children"),
        "dna_keep_until": _("keep the DNA profile until a date"),
        "media": _("tell it to the media"),
        "research_aggregate": _("count it in research, without names"),
        "contact_by": _("be contacted in the way agreed"),
    },
)
WITHHOLD = CodeList(
    "WITHHOLD_REASON",
    _("Why should it not be shared?"),
    {
        "fear_of_harm": _("for fear of harm"),
        "want_to_tell_themselves": _("they want to tell it themselves"),
        "other": _("something else"),
    },
)
SRC = CodeList(
    "SRC",
    _("Who says so?"),
    {
        "family": _("the family"),
        "child": _("the child"),
        "inquirer_own_knowledge": _("whoever asks, from own knowledge"),
        "inquirer_hearsay": _("whoever asks, as they heard it"),
        "co_detainee": _("somebody who was in the same place"),
        "institution_list": _("list of an institution"),
        "agency_record": _("record of an agency"),
        "video": _("video"),
        "photo": _("photograph"),
        "social_media": _("social media"),
        "press": _("press"),
        "anonymous": _("nobody we know"),
    },
)
NAMEKIND = CodeList(
    "NAMEKIND",
    _("What kind of name is it?"),
    {
        "birth": _("name at birth"),
        "document": _("name in a paper"),
        "kunya_own": _("own kunya"),
        "kunya_parent": _("kunya of a parent"),
        "nickname": _("pet name"),
        "alias": _("other name"),
        "name_given_by_institution": _("name given by an institution"),
        "convert_name": _("name taken later in life"),
        "transliteration": _("the same name in other letters"),
        "patronymic": _("patronymic"),
        "clan_or_nisba": _("nisba"),
    },
)
CHN = CodeList(
    "CHN",
    _("How did it come in?"),
    {
        "hotline": _("hotline"),
        "office": _("visit to an office"),
        "letter": _("letter"),
        "email": _("e-mail"),
        "messenger": _("messenger"),
        "web_form": _("web form"),
        "field_visit": _("visit in the field"),
        "partner_import": _("list of a partner"),
        "media_response": _("answer to a publication"),
    },
)
PRECISION = CodeList(
    "PRECISION",
    _("How exact is the place?"),
    {
        "exact": _("the very place"),
        "settlement": _("the town or village"),
        "adm2": _("the district"),
        "adm1": _("the province"),
        "country": _("the country"),
    },
)
