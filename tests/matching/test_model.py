"""The model file: what is written is what is read, and nothing may be missing."""

import json
from importlib.resources import files

import numpy as np
import pytest

from kintrace.matching.model import Model, load_model, read_model
from kintrace.matching.posterior import Shares
from kintrace.matching.terms import TERMS
from kintrace.matching.within import WithinModel

FIGURES = {"judged on": "nothing: it is a test"}


def model() -> Model:
    steps = np.arange(len(TERMS)) / 8
    within = WithinModel(1.0 - steps / 4, 0.2 + steps, (-0.5, 0.25), 0.3, 2.0)
    return Model("2017-08-01", 0.5 + steps, 1.5 - steps / 2, Shares(0.4, 0.3, 0.3), within, 1.25)


def test_what_is_written_is_what_is_read():
    read = read_model(model().to_json(figures=FIGURES))
    assert read.this == pytest.approx(model().this, abs=5e-4)
    assert read.sibling == pytest.approx(model().sibling, abs=5e-4)
    assert (read.version, read.shares, read.usual_power) == (model().version, model().shares, 1.25)
    assert read.within.this == pytest.approx(model().within.this, abs=5e-4)
    assert (read.within.lift_nats, read.within.shares) == ((-0.5, 0.25), (0.3, 2.0))


def test_the_file_says_what_it_reached():
    assert json.loads(model().to_json(figures=FIGURES))["figures"] == FIGURES


@pytest.mark.parametrize("term", [term.name for term in TERMS])
def test_a_comparison_without_a_factor_is_not_guessed(term):
    content = json.loads(model().to_json(figures={}))
    del content["factors"][term]
    with pytest.raises(KeyError, match=term):
        read_model(json.dumps(content))


def test_the_model_that_ships_has_plausible_factors():
    shipped = load_model()
    assert len(shipped.this) == len(shipped.sibling) == len(TERMS)
    assert ((shipped.this > 0) & (shipped.this < 2)).all()
    assert ((shipped.sibling > 0) & (shipped.sibling < 2)).all()
    shares = shipped.shares
    assert shares.this + shares.sibling + shares.neither == pytest.approx(1.0, abs=1e-3)


def test_the_model_that_ships_says_that_it_was_judged_on_other_names():
    text = files("kintrace.matching").joinpath("model.json").read_text(encoding="utf8")
    figures = json.loads(text)["figures"]
    assert "synthetic" in figures["judged on"]
    assert figures["judged"]["top_calibration_error"] < 0.05
