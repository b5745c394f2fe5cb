"""How the command line ends: its four codes, and what it says."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from kintrace.cli import commands, main
from kintrace.kernel.errors import KintraceError, UnusableData, WrongUse


@pytest.fixture
def ends_with(monkeypatch, tmp_path, capsys):
    """Let `kintrace names A B` raise an error; return its exit code and what it said on standard error."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def ending(error):
        def command(left: str, right: str) -> None:
            raise error

        monkeypatch.setattr(commands, "import_module", lambda _: SimpleNamespace(command=command))
        code = main.outcome(["names", "Umar", "عمر"])
        return code, capsys.readouterr().err

    return ending


def test_unusable_data_ends_with_1_and_its_own_words(ends_with):
    assert ends_with(UnusableData("list.csv, row 3: no id")) == (1, "list.csv, row 3: no id\n")


def test_wrong_use_ends_with_2(ends_with):
    assert ends_with(WrongUse("--top must be at least 1")) == (2, "--top must be at least 1\n")


def test_anything_foreseen_ends_with_1(ends_with):
    assert ends_with(KintraceError("not today"))[0] == 1


def test_a_file_that_cannot_be_opened_is_the_users_to_mend(ends_with):
    code, said = ends_with(FileNotFoundError(2, "No such file or directory", "lists/none.csv"))
    assert code == 1
    assert said.startswith("lists/none.csv: No such file or directory.")


def test_a_full_disk_is_no_defect(ends_with):
    code, said = ends_with(OSError(28, "No space left on device"))
    assert code == 1
    assert "The disk is full" in said


def test_a_missing_file_of_our_own_is_a_defect(ends_with):
    ours = str(commands.__file__)
    assert ends_with(FileNotFoundError(2, "No such file or directory", ours))[0] == 3


def test_a_defect_shows_a_reference_and_no_traceback(ends_with, tmp_path):
    code, said = ends_with(ZeroDivisionError("secret of the defect"))
    assert code == 3
    assert said.startswith("internal error, reference E-")
    assert "Traceback" not in said
    assert "secret" not in said


def test_the_details_of_a_defect_are_for_its_owner_only(ends_with, tmp_path):
    ends_with(ZeroDivisionError())
    (file,) = (tmp_path / "kintrace").iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_the_details_say_where_but_nothing_that_was_read_or_typed(ends_with, tmp_path):
    ends_with(ZeroDivisionError("Zarema"))
    (file,) = (tmp_path / "kintrace").iterdir()
    details = file.read_text()
    assert "ZeroDivisionError" in details
    assert "raise error" in details
    assert "Zarema" not in details
    assert "Umar" not in details


def test_a_defect_is_told_even_where_nothing_can_be_written(ends_with, monkeypatch):
    with monkeypatch.context() as only_here:  # pytest itself opens folders when it tidies up
        only_here.setattr("os.open", lambda *_: (_ for _ in ()).throw(PermissionError))
        code, said = ends_with(ZeroDivisionError())
    assert code == 3
    assert "nowhere could one be written" in said


def test_control_c_is_not_a_defect(ends_with):
    assert ends_with(KeyboardInterrupt())[0] == 130


@pytest.mark.parametrize("words", [["find"], ["match"], ["names", "A", "B", "--loud"], ["--loud"]])
def test_wrong_words_end_with_2_and_point_to_help(words, capsys):
    assert main.outcome(words) == 2
    assert "--help" in capsys.readouterr().err


def test_it_says_its_version(capsys):
    assert main.outcome(["--version"]) == 0
    assert capsys.readouterr().out.startswith("kintrace 0.")


@pytest.mark.parametrize("words", [[], ["--help"]])
def test_the_overview_names_every_command(words, capsys):
    assert main.outcome(words) == 0
    shown = capsys.readouterr().out
    assert all(command.name in shown for command in commands.COMMANDS)


@pytest.mark.parametrize("command", commands.COMMANDS, ids=lambda command: command.name)
def test_the_help_of_each_command_has_an_example(command, capsys):
    assert main.outcome([command.name, "--help"]) == 0
    assert "Example: " + command.example.split()[0] in capsys.readouterr().out


def test_matching_never_waits_for_django():
    program = (
        "import sys, kintrace.cli.main as main; main.outcome(['match', '--help']); sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, capture_output=True).returncode == 0


def test_a_reader_who_leaves_early_is_no_failure():
    program = [sys.executable, "-m", "kintrace.cli", "--help"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as kintrace:
        kintrace.stdout.close()
        assert kintrace.stderr.read() == b""
    assert kintrace.returncode == 0
