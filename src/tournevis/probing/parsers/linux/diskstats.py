"""/proc/diskstats: how long each disk has been busy."""

from ...reasons import Unread


def parse(text: str) -> dict[str, int]:
    """Disk or partition -> milliseconds spent on input and output since the start (field 13).

    >>> parse('''   8       0 sda 91034 2345 8123456 120034 45012 33001 2301234 98012 0 61234 218046 0 0 0 0 0 0
    ...    8       1 sda1 120 0 8000 90 2 0 16 1 0 80 91 0 0 0 0 0 0
    ... ''')
    {'sda': 61234, 'sda1': 80}
    """
    lines = (line.split() for line in text.splitlines())
    busy = {words[2]: int(words[12]) for words in lines if len(words) >= 13 and words[12].isdigit()}
    if not busy:
        raise Unread("garbled", "/proc/diskstats")
    return busy
