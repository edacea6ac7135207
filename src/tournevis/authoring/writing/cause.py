"""A cause: how it shows, what repairs it, how it is explained."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tournevis.authoring.picking import Index, Sign, label
from tournevis.authoring.words import nearest_share, share_of

from .texts import Raw, Written, slug

RISKS = ("data_loss", "security", "downtime")
UNPREVENTED = {"fr": "Rien de connu ne l'évite.", "en": "Nothing that is known prevents it."}


def record(typed: Raw, written: Written, index: Index, key: str) -> Raw:
    """The record of what was typed (cleaned; see `forms.CauseForm`)."""
    plain = written.text(typed["plain"], typed["plain_other"], "explain", "plain")
    technical = written.text(typed["technical"], "", "explain", "technical") if typed["technical"].strip() else plain
    prevent = written.text(typed["prevent"], "", "prevent") if typed["prevent"].strip() else dict(UNPREVENTED)
    found = {
        **written.before,
        "id": key,
        "names": written.text(typed["name"], typed["name_other"], "names"),
        "complaints": written.lines(typed["complaints"], typed["complaints_other"], "complaints"),
        "share": share_of(typed["often"], written.at("share")),
        "expects": _expects(typed["signs"], index),
        "shows": {sign.id: word for sign, word in _signs(typed["signs"], index) if not sign.answer},
        "remedies": [{"use": use, "cures": word} for use, word in _remedies(typed["cures"], index, key)],
        "level": typed["level"],
        "risk": {name: typed[name] for name in RISKS},
        "explain": {"plain": plain, "technical": technical},
        "prevent": prevent,
    }
    return _with_caution(found, typed["caution"], written)


def initial(written: Written, index: Index) -> Raw:
    """What stands in the form for a record."""
    before = written.before
    return {
        "family": str(before.get("id", "")).split(".")[0],
        "name": written.own("names"),
        "complaints": written.own_lines("complaints"),
        "plain": written.own("explain", "plain"),
        "technical": _other_than(written.own("explain", "technical"), written.own("explain", "plain")),
        "prevent": _other_than(written.own("prevent"), UNPREVENTED[written.tongue]),
        "caution": written.own("caution"),
        "often": nearest_share(float(before.get("share", 3.0))),
        "level": before.get("level", "first_line"),
        "signs": [(label(index.base, sign, written.tongue), word) for sign, word in _listed(before)],
        "cures": [(index.remedy_name(use["use"]), use["cures"]) for use in before.get("remedies", ())],
        "name_other": written.translation("names"),
        "complaints_other": written.translated_lines("complaints"),
        "plain_other": written.translation("explain", "plain"),
        **{name: (before.get("risk") or {}).get(name, "none") for name in RISKS},
    }


def new_remedies(typed: Raw, index: Index) -> list[str]:
    """The names of actions that the author wrote down and that nobody has described yet."""
    undescribed = (name for name, _word in typed["cures"] if name.strip())
    return [name for name in undescribed if index.remedy(name) is None]


def remedy_key(family: str, name: str) -> str:
    """The id of an action that is only named so far."""
    return f"{family}.own_{slug(name)}"


def _remedies(cures: Iterable[tuple[str, str]], index: Index, key: str) -> list[tuple[str, str]]:
    family = key.split(".")[0]
    return [(index.remedy(name) or remedy_key(family, name), word) for name, word in cures if name.strip()]


def _signs(signs: Iterable[tuple[str, str]], index: Index) -> list[tuple[Sign, str]]:
    found = ((index.sign(text), word) for text, word in signs if text.strip())
    return [(sign, word) for sign, word in found if sign is not None]


def _expects(signs: Iterable[tuple[str, str]], index: Index) -> Raw:
    found: dict[str, dict[str, str]] = {}
    for sign, word in _signs(signs, index):
        if sign.answer:
            found.setdefault(sign.id, {})[sign.answer] = word
    return found


def _listed(before: Raw) -> list[tuple[Sign, str]]:
    found = []
    for fact, wanted in (before.get("expects") or {}).items():
        answers = {wanted: "nearly_always"} if isinstance(wanted, str) else wanted
        found += [(Sign(fact, answer), word) for answer, word in answers.items()]
    return found + [(Sign(symptom), word) for symptom, word in (before.get("shows") or {}).items()]


def _other_than(text: str, common: str) -> str:
    return "" if text == common else text


def _with_caution(found: Raw, caution: str, written: Written) -> Raw:
    if caution.strip():
        found["caution"] = written.text(caution, "", "caution")
    else:
        found.pop("caution", None)
    return found


def preview(data: Raw, tongue: str) -> Raw:
    """The parts of a record that a reader sees, as plain words."""
    both: Any = data.get("explain") or {}
    return {
        "name": (data.get("names") or {}).get(tongue, ""),
        "complaints": (data.get("complaints") or {}).get(tongue, []),
        "plain": (both.get("plain") or {}).get(tongue, ""),
        "technical": (both.get("technical") or {}).get(tongue, ""),
        "prevent": (data.get("prevent") or {}).get(tongue, ""),
    }
