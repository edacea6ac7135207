"""/proc/stat: what the processors have done."""

from dataclasses import dataclass

from ...reasons import Unread


@dataclass(frozen=True)
class Times:
    """Clock ticks of all processors together since the start."""

    busy: int
    total: int


def parse(text: str) -> Times:
    """The ticks of the first line; waiting for a disk counts as idle.

    >>> parse('''cpu  4000 100 1500 90000 400 0 50 0 0 0
    ... cpu0 2000 50 750 45000 200 0 25 0 0 0
    ... ''')
    Times(busy=5650, total=96050)
    """
    words = text.split("\n", 1)[0].split()
    if len(words) < 6 or words[0] != "cpu" or not all(word.isdigit() for word in words[1:]):
        raise Unread("garbled", "/proc/stat")
    # The last two (guest times) are already counted in the first two.
    ticks = [int(word) for word in words[1:9]]
    return Times(busy=sum(ticks) - ticks[3] - ticks[4], total=sum(ticks))
