"""An action: its steps, what it costs and risks, how it is undone, what proves it."""

from __future__ import annotations

from tournevis.authoring.picking import Index, Sign, label

from .cause import RISKS
from .texts import Raw, Written

DEFAULT_MINUTES = 5


def record(typed: Raw, written: Written, index: Index, key: str) -> Raw:
    """The record of what was typed (cleaned; see `forms.RemedyForm`)."""
    system, who = typed["system"], "user" if typed["by"] == "user" else "technician"
    steps = written.lines(typed["steps"], typed["steps_other"], "steps", system)
    found = {
        **written.before,
        "id": key,
        "names": written.text(typed["name"], typed["name_other"], "names"),
        "steps": {**(written.at("steps") or {}), system: steps},
        "by": typed["by"],
        "minutes": _minutes(written, who, float(typed["minutes"])),
        "money": typed["money"],
        "patience": typed["patience"],
        "done_right": typed["done_right"],
        "kind": typed["kind_of"],
        "risk": {name: typed[name] for name in RISKS},
        "check": {**(written.at("check") or {}), **written.text(typed["check"], typed["check_other"], "check")},
        "guards": _guards(typed, written, index),
    }
    for name in ("consent", "undo", "irreversible"):
        if typed[name].strip():
            found[name] = written.text(typed[name], "", name)
        else:
            found.pop(name, None)
    return found


def initial(written: Written, index: Index) -> Raw:
    """What stands in the form for a record."""
    before = written.before
    system = next(iter(before.get("steps") or {"any": None}))
    minutes = before.get("minutes") or {}
    return {
        "family": str(before.get("id", "")).split(".")[0],
        "name": written.own("names"),
        "steps": written.own_lines("steps", system),
        "system": system,
        "by": before.get("by", "first_line"),
        "minutes": f"{max(minutes.values(), default=DEFAULT_MINUTES):g}",
        "money": before.get("money", "free"),
        "patience": before.get("patience", "none"),
        "done_right": before.get("done_right", "nearly_always"),
        "kind_of": before.get("kind", "repair"),
        "check": written.own("check"),
        "guards": [(text, say) for guard in before.get("guards", ()) for text, say in _told(guard, written, index)],
        **{name: written.own(name) for name in ("consent", "undo", "irreversible")},
        **{name: (before.get("risk") or {}).get(name, "none") for name in RISKS},
        "name_other": written.translation("names"),
        "steps_other": written.translated_lines("steps", system),
        "check_other": written.translation("check"),
    }


def _minutes(written: Written, who: str, number: float) -> Raw:
    """Whose minutes; what the other one spends stays as it was."""
    before = dict(written.at("minutes") or {})
    if number == max(before.values(), default=-1):
        return before
    return {**before, who: number}


def _guards(typed: Raw, written: Written, index: Index) -> list[Raw]:
    found = [guard for guard in written.at("guards") or () if "done" in guard]  # another remedy first: kept as it is
    for text, say in typed["guards"]:
        sign = index.sign(text)
        if sign is not None and sign.answer:
            found.append({"fact": sign.id, "is": [sign.answer], "say": written.text(say or text)})
    return found


def _told(guard: Raw, written: Written, index: Index) -> list[tuple[str, str]]:
    said = str((guard.get("say") or {}).get(written.tongue, ""))
    return [(label(index.base, Sign(guard["fact"], answer), written.tongue), said) for answer in guard.get("is", ())]


def preview(data: Raw, tongue: str) -> Raw:
    """The parts of a record that `diagnosis/_remedy.html` shows, as plain words."""
    steps = data.get("steps") or {}
    chosen: Raw = next(iter(steps.values()), {})
    text = {name: (data.get(name) or {}).get(tongue, "") for name in ("check", "undo", "irreversible", "consent")}
    guards = [(guard.get("say") or {}).get(tongue, "") for guard in data.get("guards", ())]
    return {
        "name": (data.get("names") or {}).get(tongue, ""),
        "steps": chosen.get(tongue, []),
        "guards": [guard for guard in guards if guard],
        "minutes": sum((data.get("minutes") or {}).values()),
        **text,
    }
