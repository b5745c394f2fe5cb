"""Nothing is open because nobody thought of it: every form names what it does not know, every command is on a list."""

import pytest
from django.core.management import get_commands
from django.forms import BaseForm

from kintrace.cli.commands import COMMANDS
from kintrace.cli.manage import ALLOWED, manage
from kintrace.kernel.errors import WrongUse
from kintrace.tracing.forms import JudgementForm
from kintrace.web.strict import Strict, UnknownField

# Commands of kintrace that open a record; the others read files that are named to them, and need none.
OPEN_A_RECORD = {"demo", "serve", "manage", "backup", "restore", "verify-audit", "export"}
NEED_NONE = {"match", "explain", "duplicates", "names", "lr", "estimate", "dvi", "screen"}


def _forms(kind=BaseForm):
    for form in kind.__subclasses__():
        yield form
        yield from _forms(form)


def test_every_form_of_the_site_refuses_what_it_did_not_ask_for():
    ours = [form for form in _forms() if form.__module__.startswith("kintrace.")]
    assert [form.__name__ for form in ours if not issubclass(form, Strict)] == []
    assert len(ours) > 10


def test_an_unknown_field_is_named():
    form = JudgementForm({"verdict": "same", "reason": "the scar", "role": "administrator"})
    with pytest.raises(UnknownField, match="role"):
        form.is_valid()


def test_the_page_names_the_field_too(client, aslan):
    client.force_login(aslan)
    answer = client.post("/language/", {"language": "en", "is_superuser": "1"})
    assert (answer.status_code, "is_superuser" in answer.text) == (400, True)


def test_every_command_says_whether_it_opens_a_record():
    assert {command.name for command in COMMANDS} == OPEN_A_RECORD | NEED_NONE


def test_every_command_of_our_own_is_on_the_list():
    ours = {name for name, app in get_commands().items() if str(app).startswith("kintrace.")}
    assert ours - ALLOWED == set()


@pytest.mark.parametrize("name", sorted(set(get_commands()) - ALLOWED))
def test_what_django_brings_besides_is_refused(name):
    with pytest.raises(WrongUse, match="There is no command"):
        manage([name])


@pytest.mark.parametrize("name", ["shell", "dumpdata", "loaddata", "flush", "dbshell", "createsuperuser"])
def test_nothing_reads_or_empties_the_record_past_its_policy(name):
    assert name not in ALLOWED
