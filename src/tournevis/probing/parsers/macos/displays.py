"""`system_profiler SPDisplaysDataType`: screens by graphics card."""

from .profiler_text import parse as tree_of
from .profiler_text import walk


def parse(text: str) -> tuple[int, int]:
    """How many screens are connected, and how many of them are off line; mirrored ones show.

    >>> parse('''Graphics/Displays:
    ...
    ...     Apple M2:
    ...
    ...       Type: GPU
    ...       Displays:
    ...         Color LCD:
    ...           Resolution: 2560 x 1664 Retina
    ...           Online: Yes
    ...         DELL U2723QE:
    ...           Online: No
    ...         Display Connector:
    ...           Status: No Display Connected
    ... ''')
    (2, 1)
    """
    screens = [
        screen
        for displays in walk(tree_of(text), "Displays")
        for screen in displays.values()
        if isinstance(screen, dict) and "Online" in screen
    ]
    return len(screens), sum(1 for screen in screens if screen["Online"] != "Yes")
