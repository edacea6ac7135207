"""Win32_Service: services that should run and do not."""

from collections.abc import Iterable

from .records import Record

# 0 = stopped well, 1077 = never started since the start of the machine (triggered services).
HARMLESS = (0, 1077, None)


def parse(records: Iterable[Record]) -> tuple[str, ...]:
    """Names of the automatic services that stopped with an error.

    >>> parse([{"Name": "Spooler", "StartMode": "Auto", "State": "Stopped", "ExitCode": 1067},
    ...        {"Name": "gupdate", "StartMode": "Auto", "State": "Stopped", "ExitCode": 0},
    ...        {"Name": "Dhcp", "StartMode": "Auto", "State": "Running", "ExitCode": 0}])
    ('Spooler',)
    """
    return tuple(
        str(record.get("Name"))
        for record in records
        if record.get("StartMode") in ("Auto", "Automatic")
        and record.get("State") != "Running"
        and record.get("ExitCode") not in HARMLESS
    )
