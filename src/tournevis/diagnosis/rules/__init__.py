"""What may happen to a diagnosis, and what follows; each act is one transaction with the ticket's timeline."""

from .acting import NoFit
from .acts import answer, back, correct, escalate, hand_over, notice, outcome, resume
from .advising import Counsel, advise, guide, preview
from .handling import close, reopen, reply, report, take, take_next
from .joining import BadReadings, NoSuchCode, TooManyTries, invite, join
from .reading import read
from .solving import draft, register_for, solve
from .starting import change_machine, start
from .verifying import Proof, can_verify, verify

__all__ = [
    "BadReadings",
    "Counsel",
    "NoFit",
    "NoSuchCode",
    "Proof",
    "TooManyTries",
    "advise",
    "answer",
    "back",
    "can_verify",
    "change_machine",
    "close",
    "correct",
    "draft",
    "escalate",
    "guide",
    "hand_over",
    "invite",
    "join",
    "notice",
    "outcome",
    "preview",
    "read",
    "register_for",
    "reopen",
    "reply",
    "report",
    "resume",
    "solve",
    "start",
    "take",
    "take_next",
    "verify",
]
