"""Decision-theoretic troubleshooting: faults, steps and costs; belief; the next best step; one case to its close."""

from .advice import Advice, Option, Step
from .anytime import Deadline
from .events import VERDICTS, BadAnswer, Event
from .model import OTHER, Model, compile_model
from .openings import EVERYONE, Allowance
from .packs import Base, PackError, Remark, load_base
from .session import Session

__all__ = [
    "EVERYONE",
    "OTHER",
    "VERDICTS",
    "Advice",
    "Allowance",
    "BadAnswer",
    "Base",
    "Deadline",
    "Event",
    "Model",
    "Option",
    "PackError",
    "Remark",
    "Session",
    "Step",
    "compile_model",
    "load_base",
]
