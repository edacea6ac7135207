"""A tree made records of the fault base: a fault for each way to a leaf, a fact for each question, a remedy each.

A fault expects the answers of its way nearly always. Of a question that is not on its way the tree says nothing, so its
answers are equally likely: asked out of turn it tells nothing, and a wrong answer to it cannot rule the fault out.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from tournevis.troubleshooting.packs.records import Record, Records

from .judge import ASSUMED_MINUTES, CHECK, Report, question_key
from .tree import Answer, Node, Said, Way

QUESTION_MINUTES = 0.1
CURES, EXPECTS = "always", "always"
NEW_FAMILY_SHARE, OWN_SHARE = 1.0, 20.0  # percent of all tickets; of an existing family's faults
LONGEST = 60  # letters of an id made of words
AGAIN = {
    "fr": "Si cela revient, dites ce qui avait été fait cette fois-ci.",
    "en": "If it comes back, tell what was done this time.",
}
FOUND = {"fr": "Ce qui y a mené : {way}.", "en": "What led there: {way}."}
BASIS = {"fr": "Supposé : l'arbre importé ne le dit pas.", "en": "Assumed: the imported tree does not say."}


@dataclass(frozen=True)
class Into:
    """Where a tree goes.

    Attributes:
        family: id of the family, an existing one or a new one.
        known: ids that are taken by others' records, as "facts:scope".
        is_new: whether the family has to be made.
    """

    family: str
    known: frozenset[str] = frozenset()
    is_new: bool = True


@dataclass(frozen=True)
class Imported:
    """The records of a tree.

    Attributes:
        faults: fault id -> the way that it stands for.
        remedy_of: leaf id -> remedy id.
        fact_of: question's node id -> fact id.
        answer_of: (node id, place of the answer in the node) -> answer id.
    """

    records: Records
    faults: dict[str, Way]
    remedy_of: dict[str, str]
    fact_of: dict[str, str]
    answer_of: dict[tuple[str, int], str]


def slug(text: str, taken: Collection[str] = ()) -> str:
    """An id made of a text's words, that is not taken."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST].strip("_") or "x"
    free, number = name, 2
    while free in taken:
        free, number = f"{name}_{number}", number + 1
    return free


def convert(report: Report, into: Into) -> Imported:
    """The records of a judged tree; the same tree and place always give the same ids."""
    return _Converter(report, into).all()


class _Converter:
    def __init__(self, report: Report, into: Into) -> None:
        self.report, self.into = report, into
        self.records: Records = {}
        self.facts: dict[object, str] = {}
        self.fact_of: dict[str, str] = {}
        self.answer_of: dict[tuple[str, int], str] = {}
        self.remedies: dict[object, str] = {}
        self.remedy_of: dict[str, str] = {}
        self.hints = _hints(report)
        self.depths = _depths(report)

    def all(self) -> Imported:
        if self.into.is_new:
            self._family()
        faults = {}
        shares = self._shares()
        for way, share in zip(self.report.ways, shares, strict=True):
            faults[self._fault(way, share)] = way
        return Imported(self.records, faults, self.remedy_of, self.fact_of, self.answer_of)

    def _family(self) -> None:
        names = self.report.tree.name or {"fr": self.into.family.replace("_", " ").capitalize()}
        self.records[f"families:{self.into.family}"] = {
            "schema": 1,
            "family": self.into.family,
            "names": both(names),
            "share_percent": NEW_FAMILY_SHARE,
            "share_basis": dict(BASIS),
        }

    def _shares(self) -> list[float]:
        """Percent of the family of each way; a leaf reached by several ways shares its own out."""
        whole = 100.0 if self.into.is_new else OWN_SHARE
        told = [way.leaf.share for way in self.report.ways]
        mean = sum(share for share in told if share) / max(1, sum(1 for share in told if share)) or 1.0
        leaves = [way.leaf.id for way in self.report.ways]
        parts = [(way.leaf.share or mean) / leaves.count(way.leaf.id) for way in self.report.ways]
        return [max(0.01, round(whole * part / sum(parts), 4)) for part in parts]

    def _fault(self, way: Way, share: float) -> str:
        leaf = way.leaf
        name = leaf.cause or leaf.said
        key = self._free("faults", f"{self.into.family}.{slug(leaf.id if _wordy(leaf.id) else any_text(name))}")
        self.records[f"faults:{key}"] = {
            "id": key,
            "names": both(name),
            "complaints": {"fr": [both(name)["fr"]], "en": [both(name)["en"]]},
            "share": share,
            "expects": {self._fact(node): {self._answer(node, answer): EXPECTS} for node, answer in way.steps},
            "remedies": [{"use": self._remedy(leaf), "cures": CURES}],
            "explain": {"plain": self._told(way), "technical": self._told(way)},
            "prevent": dict(AGAIN),
        }
        return key

    def _answer(self, node: Node, answer: Answer) -> str:
        return self.answer_of[node.id, node.answers.index(answer)]

    def _told(self, way: Way) -> Record:
        """What led to the leaf, in words."""
        found = {}
        for tongue in ("fr", "en"):
            colon = " : " if tongue == "fr" else ": "
            steps = [f"{both(node.said)[tongue]}{colon}{both(answer.said)[tongue]}" for node, answer in way.steps]
            text = FOUND[tongue].format(way=" ; ".join(steps) if tongue == "fr" else "; ".join(steps))
            found[tongue] = text[:1990]
        return found

    def _fact(self, node: Node) -> str:
        key = question_key(node)
        fact = self.facts.get(key)
        if fact is None:
            text = node.id if _wordy(node.id) else any_text(node.said)
            fact = self.facts[key] = self._free("facts", f"{self.into.family}_{slug(text)}"[:70])
            self.records[f"facts:{fact}"] = self._question(fact, node)
        if node.id not in self.fact_of:
            self.fact_of[node.id] = fact
            known = {row["fr"].casefold(): row["id"] for row in self.records[f"facts:{fact}"]["answers"]}
            for place, answer in enumerate(node.answers):
                self.answer_of[node.id, place] = known[_typed(answer.said)]
        return fact

    def _question(self, fact: str, node: Node) -> Record:
        answers: list[Record] = []
        for answer in node.answers:
            taken = [row["id"] for row in answers]
            answers.append({"id": slug(any_text(answer.said), taken), **both(answer.said)})
        how = node.how or self.hints.get(node.id, {})
        minutes = round(QUESTION_MINUTES * (1 + self.depths.get(node.id, 0)), 2)
        way: Record = {"ask": both(node.said), "minutes": minutes}
        return {
            "id": fact,
            "names": both(node.said),
            "answers": answers,
            "ways": [way | ({"how": both(how)} if how else {})],
        }

    def _remedy(self, leaf: Node) -> str:
        """The remedy of a leaf; two leaves that say the same share one."""
        steps = tuple(any_text(step).casefold() for step in leaf.steps)
        key = (any_text(leaf.said).casefold(), steps, leaf.minutes, leaf.by)
        known = self.remedies.get(key)
        if known is None:
            known = self.remedies[key] = self._free("remedies", f"{self.into.family}.{slug(any_text(leaf.said))}")
            self.records[f"remedies:{known}"] = self._steps(known, leaf)
        self.remedy_of[leaf.id] = known
        return known

    def _steps(self, key: str, leaf: Node) -> Record:
        hint = self.hints.get(leaf.id)
        steps = [*([hint] if hint else ()), *(leaf.steps or (leaf.said,))]
        whose = "user" if leaf.by == "user" else "technician"
        return {
            "id": key,
            "names": both(leaf.said),
            "steps": {"any": {tongue: [both(step)[tongue] for step in steps] for tongue in ("fr", "en")}},
            "by": leaf.by or "first_line",
            "done_right": CURES,
            "holds": CURES,
            "minutes": {whose: leaf.minutes or ASSUMED_MINUTES},
            "check": both(leaf.check) if leaf.check else dict(CHECK),
        }

    def _free(self, kind: str, name: str) -> str:
        found, number = name, 2
        while f"{kind}:{found}" in self.into.known or f"{kind}:{found}" in self.records:
            found, number = f"{name}_{number}", number + 1
        return found


def _hints(report: Report) -> dict[str, Said]:
    """What an instruction on the way says, by the node that it leads to."""
    found: dict[str, Said] = {}
    for node in report.tree.nodes.values():
        if node.then:
            found.setdefault(node.then, node.said)
    return found


def _depths(report: Report) -> dict[str, int]:
    """How many questions come before each node, on the shortest way to it."""
    found: dict[str, int] = {}
    for way in report.ways:
        for place, (node, _answer) in enumerate(way.steps):
            found[node.id] = min(place, found.get(node.id, place))
    return found


def _wordy(name: str) -> bool:
    """Whether an id says something: "paper_jam" does, "B12" does not."""
    return sum(letter.isalpha() for letter in name) >= 4


def any_text(said: Said) -> str:
    """The text in whichever language there is."""
    return said.get("fr") or said.get("en") or ""


def both(said: Said) -> Record:
    """The text in both languages, the one that there is standing for the other."""
    text = any_text(said)
    return {"fr": said.get("fr") or text, "en": said.get("en") or text}


def _typed(said: Said) -> str:
    return str(both(said)["fr"]).casefold()
