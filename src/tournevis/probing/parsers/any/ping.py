"""`ping -c N`: how many answers came back (Linux and macOS)."""

import re

from ...reasons import Unread

SUMMARY = re.compile(r"(\d+) packets transmitted, (\d+) (?:packets )?received")


def parse(text: str) -> str:
    """`ok` when all came back, `loss` when some did, `fail` when none did.

    >>> parse('''PING 192.168.1.1 (192.168.1.1) 56(84) bytes of data.
    ... 64 bytes from 192.168.1.1: icmp_seq=1 ttl=64 time=0.41 ms
    ...
    ... --- 192.168.1.1 ping statistics ---
    ... 3 packets transmitted, 2 received, 33.3333% packet loss, time 2003ms
    ... ''')
    'loss'
    """
    counts = SUMMARY.search(text)
    if counts is None:
        raise Unread("garbled", "ping")
    sent, received = int(counts[1]), int(counts[2])
    if received == 0:
        return "fail"
    return "ok" if received >= sent else "loss"
