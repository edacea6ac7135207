"""What error codes mean: looked up in tables of our own words, with the faults they point to and what to do first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from .codes import Code, codes
from .data import read
from .text import fold

# Table -> words without which its codes mean nothing: 43 is a device's code, 809 a VPN's, 197 a disk's.
CONTEXTS = {
    "printing": r"imprim|print|spool",
    "printers": r"imprim|print|copieu|copier|photocop|traceur|plotter|mfp|toner|encre|\bink|scan|bourrage|\bjam",
    "vpn": r"\bvpn|forti|anyconnect|globalprotect|openvpn|tunnel|l2tp|ikev2|\bppp|acces distant|modem",
    "devices": r"peripherique|device|driver|pilote|gestionnaire|\busb|carte|adapter|webcam|camera|\bgpu|bluetooth",
    "smart": r"\bs\.?m\.?a\.?r\.?t\b|attribut|crystaldisk|smartctl|nvme|secteur|sector|\bssd|\bhdd|disque|disk",
    "smtp": r"mail|smtp|remis|messagerie|courriel|outlook|deliver|reje|refus|bounc|recipient|\b5\d\d 5\.",
}
# Kind of code -> the tables that may hold it, first the one whose context is narrowest.
TABLES = {
    "windows": ("printing", "printers", "stop", "windows"),
    "stop": ("stop", "smart"),
    "browser": ("browser",),
    "smtp": ("smtp",),
    "http": ("smtp", "http"),
    "printer": ("printers",),
    "smart": ("smart",),
    "exit": ("vpn", "devices", "smart", "numbers"),
    "signal": ("signals",),
}
NAMED = ("stop", "printers", "smart", "browser")  # tables whose codes are also words, found wherever they are written
# Facts that a code settles only where the text speaks of their thing: code 43 may be a camera's or a network card's.
ABOUT = {
    "usb_device": r"\busb|webcam|camera|clavier|keyboard|souris|mouse|lecteur|scanner|dongle",
    "adapter_state": r"reseau|network|wi ?-?fi|ethernet|wlan",
    "audio_device": r"\bson\b|\baudio|sound|realtek|haut-?parleur|speaker",
    "gpu_driver": r"graphi|\bgpu\b|nvidia|radeon|geforce|video",
    "scan_error": r"scan|numeris|copieu|copier|\bmfp\b",
}
INSTEAD = {"bounce_text": "scan_error"}  # a copier shows its mail server's answer; nothing comes back to the user
MIXED = {"stop_codes": "various"}  # what several codes that say different things of one fact say together
FACILITY = re.compile(r"0x8007([0-9a-f]{4})")
# Judgement: how much likelier a code is quoted when the first of its faults is the cause (some codes are old news);
# half as much for the second, a third for the third.
EVIDENCE = 12.0
MOST = 6


@dataclass(frozen=True)
class Meaning:
    """What a code means.

    Attributes:
        code: as it was typed, or as the table writes it where the text only counts beeps.
        says: one sentence, by language.
        first: what to do first, by language.
        faults: ids of the faults that it points to, likeliest first.
        states: fact id -> answer id, what the code itself answers: nobody has to be asked for it again.
    """

    code: str
    says: Mapping[str, str]
    first: Mapping[str, str]
    faults: tuple[str, ...]
    states: Mapping[str, str] = field(default_factory=dict)


def meanings(text: str, quoted: Sequence[Code] | None = None) -> tuple[Meaning, ...]:
    """What the codes of a text mean, in order, each meaning once; codes that no table has are passed over.

    Args:
        quoted: the codes of the text where they were looked for before.
    """
    folded = fold(text)
    found: dict[int, Meaning] = {}
    for code, entry in _entries(codes(text) if quoted is None else quoted, folded):
        found.setdefault(id(entry), _meaning(code, entry, folded))
    return tuple(found.values())[:MOST]


def evidence(told: Iterable[Meaning]) -> dict[str, float]:
    """Fault id -> how much likelier these codes make it; each fault once, by the code that says most of it."""
    found: dict[str, float] = {}
    for meaning in told:
        for place, fault in enumerate(meaning.faults, start=1):
            found[fault] = max(found.get(fault, 1.0), EVIDENCE / place)
    return found


def settled(told: Iterable[Meaning]) -> dict[str, str]:
    """Fact id -> answer id, what the codes of a text answer together.

    A fact that two codes answer differently is left out, unless differing is an answer too (stop codes that vary).
    """
    said: dict[str, set[str]] = {}
    for meaning in told:
        for fact, answer in meaning.states.items():
            said.setdefault(fact, set()).add(answer)
    agreed = {fact: answers.pop() if len(answers) == 1 else MIXED.get(fact) for fact, answers in said.items()}
    return {fact: answer for fact, answer in agreed.items() if answer is not None}


def _entries(quoted: Iterable[Code], folded: str) -> Iterator[tuple[str, dict[str, Any]]]:
    _ready()
    tables = [table for table in tables_named() if _speaks_of(table, folded)]
    for code in quoted:
        for table in (name for name in TABLES[code.kind] if name in tables):
            entry = _look_up(table, code.code)
            if entry is not None:
                yield code.code, entry
                break
    for table in (name for name in NAMED if name in tables):
        for match in _names(table).finditer(folded):
            entry = _look_up(table, match.group())
            if entry is not None:
                yield match.group(), entry


@cache
def _ready() -> None:
    """Read every table at the first text, so that none waits for one later."""
    for table in tables_named():
        _index(table)
        _names(table)


def _speaks_of(table: str, folded: str) -> bool:
    return table not in CONTEXTS or _pattern(CONTEXTS[table]).search(folded) is not None


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _look_up(table: str, code: str) -> dict[str, Any] | None:
    key = canonical(code)
    exact, prefixes = _index(table)
    if key in exact:
        return exact[key]
    system = FACILITY.fullmatch(key)
    if system and table == "windows":  # an error of the system in the clothes of an HRESULT
        return _index("numbers")[0].get(str(int(system.group(1), 16)))
    return next((entry for prefix, entry in prefixes if key.startswith(prefix)), None)


def canonical(code: str) -> str:
    """One way of writing a code: `0x0000007B` -> `0x7b`, `SC 542` -> `sc542`, `NET::ERR_X` -> `err x`."""
    key = re.sub(r"[\s_-]+", " ", fold(str(code)).removeprefix("net::")).strip()
    if re.fullmatch(r"0x[0-9a-f]+", key):
        return hex(int(key, 16))
    return re.sub(r"(?<=[a-z]) (?=\d)", "", key) if re.fullmatch(r"[a-z]{1,2} \d+( \d+)*", key) else key


def tables_named() -> tuple[str, ...]:
    """Every table of codes."""
    return tuple(dict.fromkeys(table for tables in TABLES.values() for table in tables))


@cache
def _index(table: str) -> tuple[dict[str, dict[str, Any]], list[tuple[str, dict[str, Any]]]]:
    """Entries by code, and by how their codes begin (`13.*`), the longest first."""
    exact: dict[str, dict[str, Any]] = {}
    prefixes: list[tuple[str, dict[str, Any]]] = []
    for entry in read(f"codes/{table}"):
        for code in map(str, entry["codes"]):
            if code.endswith("*"):
                prefixes.append((canonical(code.removesuffix("*")), entry))
            else:
                exact.setdefault(canonical(code), entry)
    return exact, sorted(prefixes, key=lambda pair: -len(pair[0]))


@cache
def _names(table: str) -> re.Pattern[str]:
    """The names of a table, however their words are joined: `critical process died`."""
    # one word says too little, and a figure may stand in any text
    names = [name for name in _index(table)[0] if " " in name and not re.search(r"\d", name)]
    joined = ("[ _-]".join(map(re.escape, name.split(" "))) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w]){'(?:' + '|'.join(joined) + ')'}(?![\w])")


def _meaning(code: str, entry: Mapping[str, Any], folded: str) -> Meaning:
    first = read("codes/firsts")[entry["first"]]
    states = {fact: answer for fact, answer in entry.get("states", {}).items() if _tells_of(fact, folded)}
    return Meaning(code, {"fr": entry["fr"], "en": entry["en"]}, first, tuple(entry["faults"]), states)


def _tells_of(fact: str, folded: str) -> bool:
    if fact in INSTEAD:
        return not _tells_of(INSTEAD[fact], folded)
    return fact not in ABOUT or _pattern(ABOUT[fact]).search(folded) is not None
