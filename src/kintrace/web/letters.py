"""Letters above the letters that answered them, as small boxes in a row; behind a line that unfolds, without script.

The row runs as the word sought is read. Each box is an item of a list that says the same by ear.
"""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kintrace.evidence.names import telling
from kintrace.evidence.spelling import Script, script_of
from kintrace.evidence.spelling.answered import Step
from kintrace.kernel.says import Translate, says
from kintrace.matching.dossier import Dossier
from kintrace.matching.letters import Spelt, letters_between
from kintrace.web.components import number, sentence, weight
from kintrace.web.numerals import weight_text

ROLE_WORDS = {
    "given": says("Name"),
    "surname": says("Surname"),
    "father": says("Father"),
    "mother": says("Mother"),
}
LETTERS_ALONE = says(
    "By letters, and the list of known spellings. How common a name is here counts too, so it weighs less above."
)
LEANS = 0.3  # from which weight a box is drawn for or against


def letters(sought: Dossier, found: Dossier, *, translate: Translate) -> SafeString:
    """Draw the names of two dossiers letter by letter; nothing where no two words can be set against each other."""
    spelt = letters_between(sought, found)
    if not spelt:
        return SafeString("")
    return format_html(
        '<details class="letters"><summary>{}</summary>{}<p class="quiet small">{}</p></details>',
        translate("Which letters answered which"),
        format_html_join("", "{}", ((_figure(one, translate=translate),) for one in spelt)),
        sentence(LETTERS_ALONE, translate=translate),
    )


def _figure(spelt: Spelt, *, translate: Translate) -> SafeString:
    pair = spelt.pair
    told = (telling.without_ending(pair), telling.known(pair), telling.common(pair))
    sums = [(telling.beside_letters(pair).text(translate), pair.letters.rest)]
    if pair.weight != pair.letters.weight:
        sums.append((translate("Letters alone:"), pair.letters.weight))
    arabic = script_of(spelt.sought) is Script.ARABIC
    return format_html(
        '<figure class="spelt"><figcaption><span class="what">{}</span> <bdi>{}</bdi> <bdi>{}</bdi> {}</figcaption>'
        '<ol dir="{}">{}</ol><p class="quiet small">{}. {}</p></figure>',
        *(ROLE_WORDS[spelt.role].text(translate), spelt.sought, spelt.found, weight(pair.weight)),
        "rtl" if arabic else "ltr",
        format_html_join("", "{}", ((_box(step, translate=translate),) for step in pair.letters.steps)),
        format_html_join(" · ", "{} {}", ((word, number(weight_text(brought))) for word, brought in sums)),
        format_html_join(" ", "{}", ((sentence(note, translate=translate),) for note in told if note is not None)),
    )


def _box(step: Step, *, translate: Translate) -> SafeString:
    lean = "for" if step.weight >= LEANS else "against" if step.weight <= -LEANS else "nothing"
    return format_html(
        '<li class="{}">{}<span class="unseen"> {} </span>{} <small>{}</small></li>',
        lean,
        _letters(step.first, translate),
        translate("answered by"),
        _letters(step.second, translate),
        number(weight_text(step.weight)),
    )


def _letters(written: str, translate: Translate) -> SafeString:
    if written:
        return format_html("<bdi>{}</bdi>", written)
    return format_html('<bdi aria-hidden="true">–</bdi><span class="unseen">{}</span>', translate("no letter"))
