"""A diagnosis as pages draw it: words in the reader's language, nothing left to decide for a template."""

from .ahead import ahead
from .causes import CauseShown, EvidenceShown, causes
from .codes import CodeShown, codes
from .findings import FindingShown, SymptomShown, findings, symptoms, symptoms_to_add, trials, urgencies
from .remedies import RemedyShown, remedy, system_of
from .steps import Choice, StepShown, chosen, other_steps, step

__all__ = [
    "CauseShown",
    "Choice",
    "CodeShown",
    "EvidenceShown",
    "FindingShown",
    "RemedyShown",
    "StepShown",
    "SymptomShown",
    "ahead",
    "causes",
    "chosen",
    "codes",
    "findings",
    "other_steps",
    "remedy",
    "step",
    "symptoms",
    "symptoms_to_add",
    "system_of",
    "trials",
    "urgencies",
]
