"""How the lists come about, as rates: who asks, who is registered, what is left out, what is heard wrongly.

Each rate carries the count it was read from: lists of 4,496 requests and 3,763 registered children with known truth.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """The rates of one world; the defaults are those of the lists they were counted in."""

    # families
    children_of_a_mother: tuple[float, ...] = (0.33, 0.285, 0.175, 0.21)  # for 1, 2, 3, 4: fits the sizes of both lists
    namesakes: bool = True  # brothers and sisters may draw the same name; a few do
    second_mother: float = 0.22  # 14 % of the sets of requests name two; others do not know of the second
    first_birth_year: int = 2007  # days seen: 2007-01-04 to 2017-12-26, even over the years
    last_birth_year: int = 2017
    departure_year: int = 2013  # born up to then: at home; later: in one of twelve places of the theatre, at random
    origin_elsewhere: float = 0.15  # 87-90 % of families live in a town of their language
    one_town: bool = False  # every family of a language lives in the first of its towns
    kunya_of_a_child: float = 0.60  # the eldest son, else the eldest daughter: 57 % name a child the relative lists

    # who is asked for, and by whom
    unasked_families: float = 0.5  # registered families nobody asks for, per family asked for: 768 of 1,607
    second_inquirer: float = 0.20  # 324 of 1,611 families are asked for twice
    # Of 28 older children missing from a relative's list, 27 had another mother than those listed.
    # So the relative is one wife's.
    relative_of_one_mother: float = 0.40
    known_to_relatives: float = 0.995  # older children of mothers they know
    young_known: float = 0.40  # those born from `young_since` on: registered under two, 53 % unknown to the relatives
    young_since: int = 2016

    # who is registered
    family_registered: float = 0.625  # asked families with somebody in the register: 57 %, more in larger ones
    child_registered: float = 0.755  # children of a registered family: 1,910 of 2,453 asked for
    same_theatre: float = 0.41  # registered where the family truly lived; the rest anywhere in the theatre
    arabic_register: float = 0.60  # 59 % of registered families stand in Arabic script, the others in Latin
    renamed: float = 0.065  # registered under quite another name: 87 + 43 of 1,928
    alias_known: float = 0.40  # and the relatives know that name: alias filled in 2.7 %

    # how the clerk spells: one spelling a name and document, drawn anew at this rate
    respelled: float = 0.06  # own name against lists of siblings: 2.9 % differ in Russian, 5.5 % in Latin

    # what a request says
    name_with_patronymic: float = 0.705  # surname, given, patronymic; the others are given, surname
    request_sex: float = 0.97
    request_father: float = 0.90
    request_kunya: float = 0.345
    request_nisba: float = 0.28  # of the kunyas
    request_mother: float = 0.845
    request_languages: float = 0.79
    request_birth_place: float = 0.80
    request_last_place: float = 0.79
    request_place_right: float = 0.62  # two relatives agree on the last place in 44 %
    birth_year_only: float = 0.18
    birth_month_only: float = 0.07
    birth_year_wrong: float = 0.5  # of the bare years, one up or one down alike; months and days are always right

    # what the register says
    child_named: float = 0.92
    father_named: float = 0.255  # the father's name, a kunya, both: counted together, as they hang together
    kunya_heard: float = 0.337
    father_both: float = 0.153
    register_nisba: float = 0.51
    name_with_father: float = 0.193  # "Hamza Mahmud" where the father's name is given, and more rarely without
    name_with_father_unsaid: float = 0.032
    mother_named: float = 0.457
    mother_kunya: float = 0.193  # never beside her name
    umm_of_own: float = 0.33  # Umm and this very child's name; otherwise the child of the father's kunya
    siblings_listed: float = 0.69  # all registered siblings as they were registered, or none
    register_languages: float = 0.60  # one or two of home, Russian and Arabic, any order
    register_origin: float = 0.254  # where given, origin and birth place are right
    register_birth_place: float = 0.155
    age_error: float = 0.89  # deviation in years of the age a registrar reads in a child, the same at every age
    home_language_heard: bool = False  # where languages are written down, the home language is always among them

    # none in the lists the rates come from; demo worlds set it
    convert_mother: float = 0.0  # relatives know her birth name, the register the name she took
    convert_known: float = 0.5  # and relatives who know that one too

    # none in the lists the rates come from; `worlds.variants` sets them
    clerk_errs: float = 0.0  # families of whom the clerk has one thing wrong, for all children alike
    registered_twice: float = 0.0  # registered families whom another clerk wrote down again, elsewhere

    # dates of last news and of registration
    news_years: tuple[int, ...] = (2015, 2016, 2017)  # January to June
    registration_year: int = 2017  # July to December
    registration_days: int = 168  # on how many days: twenty-eight in each of six months
