"""Synthetic worlds with known truth: families torn apart, relatives who ask, registrars who write down what they hear.

Everything is invented from one seed; no row describes a real person.
"""

from kintrace.worlds.names import Name, NamePool
from kintrace.worlds.rules import Rules
from kintrace.worlds.variants import VARIANTS
from kintrace.worlds.world import World, make_world

__all__ = ["VARIANTS", "Name", "NamePool", "Rules", "World", "make_world"]
