"""Writing the base: records laid over it with the linter's remarks by field, cases of a draft, accepted sequences."""

from .drafted import KINDS, Drafted, Kind, Record, Said, drafted
from .holding import EVERYTHING, held
from .nearest import hardest
from .replay import Replayed, broken, replay
from .sequences import CHOICES, Choice, Sequence, Taken, generated, simulated

__all__ = [
    "CHOICES",
    "EVERYTHING",
    "KINDS",
    "Choice",
    "Drafted",
    "Kind",
    "Record",
    "Replayed",
    "Said",
    "Sequence",
    "Taken",
    "broken",
    "drafted",
    "generated",
    "hardest",
    "held",
    "replay",
    "simulated",
]
