"""Facts: the named, typed things known about a case, whoever brought them."""

from .conditions import Condition, classify
from .readings import Datum, Outcome, Reading

__all__ = ["Condition", "Datum", "Outcome", "Reading", "classify"]
