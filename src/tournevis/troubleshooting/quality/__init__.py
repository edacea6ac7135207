"""How good a fault base is: rules beyond those that make it whole, and measures from simulated cases."""

from .neighbours import Neighbour, nearest
from .reading import LIMIT, Ease, ease
from .rules import errors, warnings
from .trials import FamilyMeasure, Group, Measures, measure
from .unseen import Unseen

__all__ = [
    "LIMIT",
    "Ease",
    "FamilyMeasure",
    "Group",
    "Measures",
    "Neighbour",
    "Unseen",
    "ease",
    "errors",
    "measure",
    "nearest",
    "warnings",
]
