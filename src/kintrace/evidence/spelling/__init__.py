"""Spelling across scripts: which letters answer which, learned from open pairs."""

from kintrace.evidence.spelling.model import SpellingModel, Spellings, load, weigh_tokens
from kintrace.evidence.spelling.scripts import Script, fold, script_of

__all__ = ["Script", "SpellingModel", "Spellings", "fold", "load", "script_of", "weigh_tokens"]
