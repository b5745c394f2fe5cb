"""The examples of the documentation run."""

import pytest

from tests.pages import PAGES


@pytest.mark.parametrize("document", PAGES)
def test_the_examples_of_a_document_run(document, followed):
    _, blocks = followed(document)
    for done in blocks:
        assert done.returncode == 0, f"{done.args[-1]}\n{done.stderr}"


def test_there_are_examples():
    assert sum(len(blocks) for blocks in PAGES.values()) >= 3
