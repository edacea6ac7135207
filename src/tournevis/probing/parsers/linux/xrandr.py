"""`xrandr --query`: screens that X knows."""

import re

OUTPUT = re.compile(r"^(\S+) connected(?: primary)?( \d+x\d+\+\d+\+\d+)?", re.MULTILINE)


def parse(text: str) -> dict[str, bool]:
    """Connected output -> whether it shows a picture.

    >>> parse('''Screen 0: minimum 320 x 200, current 1920 x 1080, maximum 16384 x 16384
    ... eDP-1 connected primary 1920x1080+0+0 (normal left inverted right x axis y axis) 344mm x 193mm
    ...    1920x1080     60.00*+
    ... HDMI-1 connected (normal left inverted right x axis y axis)
    ...    1920x1080     60.00 +
    ... DP-1 disconnected (normal left inverted right x axis y axis)
    ... ''')
    {'eDP-1': True, 'HDMI-1': False}
    """
    return {match[1]: match[2] is not None for match in OUTPUT.finditer(text)}
