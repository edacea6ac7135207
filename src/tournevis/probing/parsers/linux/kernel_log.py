"""`journalctl -k -p err -o cat`: what the kernel complained of."""

import re

# In this order: a machine check can name a disk's driver, an I/O error never names memory.
KINDS = {
    "disk": re.compile(
        r"I/O error|EXT4-fs error|XFS .*(corruption|error)|BTRFS (error|critical)|ata\d+.*(failed command|exception)"
        r"|nvme.*(timeout|reset|abort)|medium error|unrecovered read error|blk_update_request",
        re.IGNORECASE,
    ),
    "memory": re.compile(r"\bEDAC\b|\bMCE\b|machine check|Hardware Error|memory failure|bad page", re.IGNORECASE),
    "driver": re.compile(
        r"\*ERROR\*|GPU hang|ring .* timeout|firmware.*(failed|error)|failed to load firmware|driver .*failed"
        r"|Oops|general protection fault|nouveau.*(error|fault)|NVRM: Xid",
        re.IGNORECASE,
    ),
}


def parse(text: str) -> str:
    """What the errors are about: `none`, `disk`, `memory`, `driver`, or `various` for several kinds.

    >>> parse('''ata1.00: failed command: READ FPDMA QUEUED
    ... I/O error, dev sda, sector 2048 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 2
    ... ''')
    'disk'
    >>> parse("usb 1-2: device descriptor read/64, error -71")
    'none'
    """
    kinds = {kind for line in text.splitlines() for kind, pattern in KINDS.items() if pattern.search(line)}
    if len(kinds) > 1:
        return "various"
    return kinds.pop() if kinds else "none"


GRAPHICS = re.compile(
    r"\[drm.*\*ERROR\*|GPU hang|\b(amdgpu|i915|nouveau|radeon)\b.*(timeout|fault|failed|hang)|NVRM: Xid", re.IGNORECASE
)


def graphics_failed(text: str) -> bool:
    """Whether the graphics driver is among those that complained.

    >>> graphics_failed("i915 0000:00:02.0: [drm] GPU HANG: ecode 9:1:85dffffb, in Xorg [812]")
    True
    """
    return any(GRAPHICS.search(line) for line in text.splitlines())
