"""Win32_PerfFormattedData_PerfProc_Process: what the processors are busy with."""

from collections.abc import Iterable

from .records import Record, number

NOT_PROCESSES = ("_Total", "Idle")


def parse(records: Iterable[Record], processors: int) -> tuple[str, float] | None:
    """The busiest program and its share of all processors, in percent; copies of it are added up.

    >>> parse([{"Name": "_Total", "PercentProcessorTime": 400}, {"Name": "Idle", "PercentProcessorTime": 180},
    ...        {"Name": "chrome", "PercentProcessorTime": 80}, {"Name": "chrome#1", "PercentProcessorTime": 40},
    ...        {"Name": "MsMpEng", "PercentProcessorTime": 100}], processors=4)
    ('chrome', 30.0)
    """
    shares: dict[str, float] = {}
    for record in records:
        name = str(record.get("Name", "")).split("#")[0]
        if name and name not in NOT_PROCESSES:
            shares[name] = shares.get(name, 0.0) + (number(record, "PercentProcessorTime") or 0.0)
    if not shares:
        return None
    top = max(shares, key=lambda name: shares[name])
    return top, shares[top] / max(processors, 1)
