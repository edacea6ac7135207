"""Win32_PrintJob: documents that wait."""

from collections.abc import Iterable
from datetime import datetime

from ..any.jobs import Jobs
from .records import Record, moment, number

# StatusMask bits: paused, error, offline, paper out, blocked, user intervention.
HELD = 0x0001 | 0x0002 | 0x0020 | 0x0040 | 0x0200 | 0x0400


def parse(records: Iterable[Record], now: datetime) -> Jobs:
    """The documents of all queues.

    >>> from datetime import UTC
    >>> parse([{"JobId": 4, "StatusMask": 2, "TimeSubmitted": "2026-01-15T11:30:00Z"}, {"JobId": 5}],
    ...       datetime(2026, 1, 15, 12, tzinfo=UTC))
    Jobs(pending=2, oldest_minutes=30.0, held=True)
    """
    jobs = list(records)
    moments = [instant for record in jobs if (instant := moment(record, "TimeSubmitted"))]
    oldest = max(0.0, (now - min(moments)).total_seconds() / 60) if moments else None
    return Jobs(len(jobs), oldest, any(int(number(record, "StatusMask") or 0) & HELD for record in jobs))
