"""From what an author types to the record of a pack, and back."""

from tournevis.authoring.models import Kind

from . import cause, question, remedy
from .texts import Written

WRITERS = {Kind.FAULTS: cause, Kind.REMEDIES: remedy, Kind.FACTS: question}

__all__ = ["WRITERS", "Written"]
