"""`smartctl --scan --json`: the disks that can be asked."""

import json

from ...reasons import Unread


def parse(text: str) -> tuple[tuple[str, str], ...]:
    """Device and type of each disk.

    >>> parse('''{"json_format_version": [1, 0], "devices": [
    ...  {"name": "/dev/sda", "info_name": "/dev/sda [SAT]", "type": "sat", "protocol": "ATA"},
    ...  {"name": "/dev/nvme0", "info_name": "/dev/nvme0", "type": "nvme", "protocol": "NVMe"}]}''')
    (('/dev/sda', 'sat'), ('/dev/nvme0', 'nvme'))
    """
    try:
        return tuple((str(device["name"]), str(device["type"])) for device in json.loads(text).get("devices", []))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unread("garbled", f"smartctl --scan: {error}") from None
