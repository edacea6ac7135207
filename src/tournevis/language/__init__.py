"""From the words of a complaint, in French or English, to what they tell; offline, some milliseconds each."""

from .alarms import Alarm, alarms
from .codes import Code, codes
from .cues import Cue
from .detection import Language, detect
from .examples import Example
from .lessons import Lesson
from .meanings import Meaning, meanings
from .symptoms import Recognised
from .text import words_of
from .understander import Understander, Understanding

__all__ = [
    "Alarm",
    "Code",
    "Cue",
    "Example",
    "Language",
    "Lesson",
    "Meaning",
    "Recognised",
    "Understander",
    "Understanding",
    "alarms",
    "codes",
    "detect",
    "meanings",
    "words_of",
]
