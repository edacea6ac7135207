"""/proc/bus/input/devices: keyboards, mice and buttons."""

import re

# Bits 16 to 25 of the first word are the letters Q to P: a power button has none of them.
LETTERS = 0x3FF0000


def parse(text: str) -> tuple[str, ...]:
    """Names of the devices that have a whole row of letters.

    >>> parse('''I: Bus=0019 Vendor=0000 Product=0001 Version=0000
    ... N: Name="Power Button"
    ... H: Handlers=kbd event0
    ... B: EV=3
    ... B: KEY=10000000000000 0
    ...
    ... I: Bus=0003 Vendor=046d Product=c31c Version=0110
    ... N: Name="Logitech USB Keyboard"
    ... H: Handlers=sysrq kbd leds event3
    ... B: EV=120013
    ... B: KEY=1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe
    ... ''')
    ('Logitech USB Keyboard',)
    """
    keyboards = []
    for block in re.split(r"\n\s*\n", text):
        name, keys = re.search(r'N: Name="(.*)"', block), re.search(r"B: KEY=([0-9a-f ]+)", block)
        if name and keys and int(keys[1].split()[-1], 16) & LETTERS == LETTERS:
            keyboards.append(name[1])
    return tuple(keyboards)
