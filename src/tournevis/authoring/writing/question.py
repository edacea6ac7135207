"""A question, or a reading of a probe, with its answers."""

from __future__ import annotations

from tournevis.authoring.picking import Index
from tournevis.facts import Condition

from .texts import Raw, Written, lines, slug

WORDS = {
    "<": "below",
    "below": "below",
    "moins de": "below",
    ">": "above",
    "above": "above",
    "plus de": "above",
    "=": "is",
    "is": "is",
    "est": "is",
    "contains": "contains",
    "contient": "contains",
}
PLAIN: dict[str, Raw] = {
    "else": {"else": True},
    "sinon": {"else": True},
    "yes": {"true": True},
    "oui": {"true": True},
    "no": {"false": True},
    "non": {"false": True},
    "absent": {"outcome": "absent"},
}


def record(typed: Raw, written: Written, index: Index, key: str) -> Raw:
    """The record of what was typed (cleaned; see `forms.QuestionForm`). Of the answers the first is the usual one."""
    asked = typed["ask"].strip()
    name = typed["name"] or asked.rstrip("? \u00a0\u202f")
    answers = _answers(typed, written)
    ways = [*_probe_ways(typed["probe"], written), *_asked_ways(typed, written)]
    found = {
        **written.before,
        "id": key,
        "names": written.text(name, typed["name_other"], "names"),
        "answers": answers,
        "ways": ways,
    }
    if answers and typed["usual"]:
        found["usual"] = answers[0]["id"]
    elif isinstance(written.at("usual"), str):
        found.pop("usual")
    return found


def initial(written: Written, index: Index) -> Raw:
    """What stands in the form for a record."""
    before = written.before
    asked: Raw = next((way for way in before.get("ways", ()) if way.get("ask")), {})
    read: Raw = next((way for way in before.get("ways", ()) if way.get("probe")), {})
    answers = _usual_first(before)
    name, ask = written.own("names"), str((asked.get("ask") or {}).get(written.tongue, ""))
    return {
        "ask": ask,
        "name": "" if name == ask.rstrip("? \u00a0\u202f") else name,
        "how": str((asked.get("how") or {}).get(written.tongue, "")),
        "answers": "\n".join(str(answer[written.tongue]) for answer in answers),
        "usual": not before or isinstance(before.get("usual"), str),
        "who": asked.get("who", "user"),
        "minutes": f"{asked.get('minutes', 1):g}",
        "patience": asked.get("patience", "none"),
        "probe": f"{read['probe']}: {read['reading']}" if read else "",
        "when": "\n".join(_told(answer.get("when")) for answer in answers) if read else "",
        "name_other": written.translation("names"),
        "ask_other": _other((asked.get("ask") or {}), written),
        "answers_other": "\n".join(str(answer[written.other]) for answer in answers) if _translated(answers) else "",
    }


def parse_when(text: str) -> Raw | None:
    """A condition from words such as "below 3", "is ready", "else"; None for a line that says nothing of the kind.

    >>> parse_when("moins de 3"), parse_when("oui"), parse_when("perhaps")
    ({'below': 3.0}, {'true': True}, None)
    """
    said = " ".join(text.lower().split())
    if said in PLAIN:
        return dict(PLAIN[said])
    word = next((word for word in sorted(WORDS, key=len, reverse=True) if said.startswith(f"{word} ")), None)
    if word is None:
        return None
    operand: str | float = text.split(None, len(word.split()))[-1].strip()
    test = WORDS[word]
    if test in ("below", "above"):
        try:
            operand = float(str(operand).replace(",", "."))
        except ValueError:
            return None
    return {test: operand}


def _answers(typed: Raw, written: Written) -> list[Raw]:
    """Each answer keeps the id that it had, by its words or else by its place in a list of the same length."""
    texts, others = lines(typed["answers"]), lines(typed["answers_other"])
    whens = [parse_when(line) for line in typed["when"].splitlines()]
    before = _usual_first(written.before)
    found: list[Raw] = []
    for place, text in enumerate(texts):
        known = next((one for one in before if one[written.tongue] == text), None)
        if known is None and len(before) == len(texts):
            known = before[place]
        translated = others[place] if place < len(others) else (known or {}).get(written.other) or text
        answer = {"id": known["id"] if known else _free(slug(text, 30), found)}
        answer |= {written.tongue: text, written.other: translated}
        when = whens[place] if place < len(whens) else None
        found.append({**answer, "when": when} if when else answer)
    return found


def _free(key: str, taken: list[Raw]) -> str:
    ids = {answer["id"] for answer in taken}
    return next(one for one in (key, *(f"{key}_{n}" for n in range(2, 99))) if one not in ids)


def _usual_first(before: Raw) -> list[Raw]:
    answers = list(before.get("answers", ()))
    return sorted(answers, key=lambda answer: answer["id"] != before.get("usual"))


def _asked_ways(typed: Raw, written: Written) -> list[Raw]:
    if not typed["ask"].strip():
        return []
    former: Raw = next((way for way in written.at("ways") or () if way.get("ask")), {})
    inner = Written(written.tongue, former)
    way = {**former, "ask": inner.text(typed["ask"], typed["ask_other"], "ask"), "minutes": float(typed["minutes"])}
    way |= {"who": typed["who"], "patience": typed["patience"]}
    if typed["how"].strip():
        way["how"] = inner.text(typed["how"], "", "how")
    else:
        way.pop("how", None)
    return [way]


def _probe_ways(named: str, written: Written) -> list[Raw]:
    """The way by the probe that is named; further ones that the record had stay."""
    former = [way for way in written.at("ways") or () if way.get("probe")]
    probe, _, reading = (part.strip() for part in named.partition(":"))
    if not reading:
        return former[1:]
    first = former[0] if former and (former[0]["probe"], former[0]["reading"]) == (probe, reading) else {"minutes": 0.1}
    return [{**first, "probe": probe, "reading": reading}, *former[1:]]


def _translated(answers: list[Raw]) -> bool:
    return any(answer["fr"] != answer["en"] for answer in answers)


def _told(when: Raw | None) -> str:
    """A condition in the words that `parse_when` takes."""
    if not when:
        return ""
    known = Condition.parse(when)
    if known.test in ("else", "true", "false"):
        return {"else": "else", "true": "yes", "false": "no"}[known.test]
    return f"{known.test} {known.operand}"


def _other(both: Raw, written: Written) -> str:
    return str(both.get(written.other, "")) if both.get(written.other) != both.get(written.tongue) else ""


def preview(data: Raw, tongue: str) -> Raw:
    """The parts of a record that a user sees."""
    asked: Raw = next((way for way in data.get("ways", ()) if way.get("ask")), {})
    read = next((way for way in data.get("ways", ()) if way.get("probe")), None)
    return {
        "name": (data.get("names") or {}).get(tongue, ""),
        "ask": (asked.get("ask") or {}).get(tongue, ""),
        "how": (asked.get("how") or {}).get(tongue, ""),
        "answers": [answer.get(tongue, "") for answer in data.get("answers", ())],
        "probe": f"{read['probe']}: {read['reading']}" if read else "",
    }
