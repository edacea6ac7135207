"""Beeps and blinks that a complaint counts: "3 bips longs", "1 long 2 short beeps", "amber 2 times then white 7"."""

import re

FRENCH = ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]
ENGLISH = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
NUMBERS = {word: number for words in (FRENCH, ENGLISH) for number, word in enumerate(words, start=1)}
_N = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
_LENGTH = r"(longs?|courts?|shorts?|longues?|courtes?)"
_BEEP = r"(?:bips?|beeps?|sons?|tones?)"
_SPEAKS = re.compile(r"\b(?:bip\w*|beep\w*)\b")
_THEN = r"(?: (?:et|and|then|puis|followed by|suivis? de))?"
_COUNTED = rf"{_N} (?:{_BEEP} )?{_LENGTH}(?: {_BEEP})?"
_PATTERNS = tuple(
    re.compile(rf"\b{source}\b")
    for source in (rf"{_COUNTED}{_THEN} {_N} (?:{_BEEP} )?{_LENGTH}", _COUNTED, rf"{_N} {_BEEP}")
)
_GROUPS = re.compile(r"(?<![\d-])(\d(?:-\d){2,3})(?![\d-])")
_ENDLESS = re.compile(
    r"\b(?:bip\w*|beep\w*) (?:\w+ ){0,2}(?:en )?(?:continu\w*|sans arret|sans fin|non stop|nonstop|constant\w*)"
    r"|\b(?:continuous|constant|endless)(?:ly)? beep\w*"
)
_LIGHTS = (("amber", r"(?:ambers?|ambre|oranges?|yellow|jaunes?)"), ("red", r"(?:reds?|rouges?)"))
_WHITE = r"(?:whites?|blanc\w*)"
_TIMES = r"(?: ?(?:fois|times|x|blinks?|flash\w*|clignotements?|long|longs|short|courts))?"


def signals(folded: str) -> list[str]:
    """What is counted in a folded text, as the table of signals writes it: `beep 3L`, `amber 2 white 7`.

    Args:
        folded: lower case without accents; groups of beeps keep their hyphens.
    """
    flat = re.sub(r"[^\w-]+", " ", folded)
    return [*_beeps(flat), *_lights(flat)]


def _beeps(flat: str) -> list[str]:
    if not _SPEAKS.search(flat):
        return []
    groups = _GROUPS.search(flat)
    if groups:
        return [f"beep {groups.group(1)}"]
    for pattern in _PATTERNS:
        found = pattern.search(flat)
        if found:
            return ["beep " + "".join(_count(part) for part in found.groups())]
    return ["beep continuous"] if _ENDLESS.search(flat) else []


def _count(part: str) -> str:
    if part[0] in "lcs" and part not in NUMBERS:
        return "L" if part.startswith("l") else "S"
    return str(_number(part))


def _lights(flat: str) -> list[str]:
    for name, colour in _LIGHTS:
        for first, second in ((rf"{_N} {colour}", rf"{_N} {_WHITE}"), (rf"{colour} {_N}", rf"{_WHITE} {_N}")):
            found = re.search(rf"\b{first}{_TIMES}(?: \w+)?? (?:{_TIMES} )?{second}\b", flat)
            if found:
                return [f"{name} {_number(found.group(1))} white {_number(found.group(2))}"]
    return []


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]
