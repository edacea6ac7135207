"""What no single record can tell: references, sums, words, guards and reach of a whole base."""

from collections.abc import Iterable, Iterator, Mapping

from .content import Base, Fact, Fault, Guard, Remedy
from .reach import unreachable
from .source import Remark

Places = Mapping[str, tuple[str, int]]


def cross_check(base: Base, places: Places) -> Iterator[Remark]:
    """Every broken reference or rule of a base, with its place; a base with any is refused."""
    lint = _Lint(base, places)
    for fact in base.facts.values():
        yield from lint.fact(fact)
    for fault in base.faults.values():
        yield from lint.fault(fault)
    for remedy in base.remedies.values():
        yield from lint.remedy(remedy)
    for symptom in base.symptoms.values():
        if symptom.family not in base.families:
            yield lint.at("symptoms", symptom.id, f"unknown family {symptom.family!r}")
    for kind, key, message in unreachable(base):
        yield lint.at(kind, key, message)


def _known(words: Iterable[str]) -> str:
    return f" (there are: {', '.join(words)})"


class _Lint:
    def __init__(self, base: Base, places: Places) -> None:
        self.base, self.places = base, places
        self.words = base.scales.likelihoods

    def at(self, kind: str, key: str, message: str, field: str = "") -> Remark:
        file, line = self.places.get(f"{kind}:{key}", ("?", 0))
        return Remark(file, line, f"{key}: {message}", field)

    def fact(self, fact: Fact) -> Iterator[Remark]:
        ids = [answer.id for answer in fact.answers]
        if len(set(ids)) != len(ids):
            yield self.at("facts", fact.id, "two answers have the same id; give one another", "answers")
        usual = {fact.usual: "usual"} if isinstance(fact.usual, str) else fact.usual or {}
        yield from self._distribution("facts", fact.id, fact, usual)
        for way in fact.ways:
            if way.patience not in self.base.scales.patience:
                yield self.at(
                    "facts",
                    fact.id,
                    f"unknown patience word {way.patience!r}{_known(self.base.scales.patience)}",
                    "ways",
                )
            if way.needs and way.needs not in self.base.scales.setups:
                yield self.at(
                    "facts", fact.id, f"unknown set-up {way.needs!r}{_known(self.base.scales.setups)}", "ways"
                )
            if way.probe:
                yield from self._cases(fact, [answer for _, answer in way.cases(fact.answers)])
        for old, answers in fact.aliases.items():
            if old in self.base.facts:
                yield self.at("facts", fact.id, f"alias {old!r} is a fact of its own")
            yield from self._cases(fact, list(answers.values()))

    def _cases(self, fact: Fact, answers: list[str]) -> Iterator[Remark]:
        if not answers:
            yield self.at(
                "facts", fact.id, "its probe tells no answer: give the answers a `when`, or the way a `map`", "ways"
            )
        for answer in answers:
            if fact.answer(answer) is None:
                yield self.at("facts", fact.id, f"unknown answer {answer!r}", "ways")

    def _distribution(self, kind: str, key: str, fact: Fact, wanted: Mapping[str, str]) -> Iterator[Remark]:
        total, field = 0.0, "usual" if kind == "facts" else f"expects.{fact.id}"
        for answer, word in wanted.items():
            if fact.answer(answer) is None:
                known = ", ".join(a.id for a in fact.answers)
                yield self.at(kind, key, f"{fact.id} has no answer {answer!r} (it has {known})", field)
            if word not in self.words:
                yield self.at(kind, key, f"{fact.id}: unknown word {word!r} (words: {', '.join(self.words)})", field)
            total += self.words.get(word, 0.0)
        if total > 1.35:
            yield self.at(kind, key, f"{fact.id}: the words sum to {total:.2f}, far above 1; weaken some", field)

    def fault(self, fault: Fault) -> Iterator[Remark]:
        if fault.id.split(".")[0] != self.base.family_of.get(fault.id):
            yield self.at("faults", fault.id, "the id begins with another family's name")
        for fact_id, wanted in fault.expects.items():
            fact = self.base.facts.get(fact_id)
            if fact is None:
                hint = f"; it is an alias of {self.base.aliases[fact_id][0]}" if fact_id in self.base.aliases else ""
                yield self.at("faults", fault.id, f"unknown fact {fact_id!r}{hint}", f"expects.{fact_id}")
                continue
            answers = {wanted: "nearly_always"} if isinstance(wanted, str) else wanted
            yield from self._distribution("faults", fault.id, fact, answers)
        for symptom, word in fault.shows.items():
            if symptom not in self.base.symptoms:
                yield self.at("faults", fault.id, f"unknown symptom {symptom!r}", f"shows.{symptom}")
            if word not in self.words:
                told = f"symptom {symptom}: unknown word {word!r}{_known(self.words)}"
                yield self.at("faults", fault.id, told, f"shows.{symptom}")
        for use in fault.remedies:
            if use.use not in self.base.remedies:
                yield self.at("faults", fault.id, f"unknown remedy {use.use!r}", f"remedies.{use.use}")
            if use.cures not in self.words:
                told = f"remedy {use.use}: unknown word {use.cures!r}{_known(self.words)}"
                yield self.at("faults", fault.id, told, f"remedies.{use.use}")

    def remedy(self, remedy: Remedy) -> Iterator[Remark]:
        scales = self.base.scales
        words = ((remedy.money, scales.money, "money"), (remedy.patience, scales.patience, "patience"))
        for word, table, name in (
            *words,
            (remedy.done_right, self.words, "done_right"),
            (remedy.holds, self.words, "holds"),
        ):
            if word not in table:
                yield self.at("remedies", remedy.id, f"{name}: unknown word {word!r}{_known(table)}", name)
        for setup in remedy.setups:
            if setup not in scales.setups:
                yield self.at("remedies", remedy.id, f"unknown set-up {setup!r}{_known(scales.setups)}", "setups")
        yield from self._effects(remedy, "hides", remedy.hides)
        yield from self._effects(remedy, "causes", remedy.causes)
        for stale in remedy.stale:
            if stale not in self.base.facts:
                yield self.at("remedies", remedy.id, f"stale: unknown fact {stale!r}", "stale")
        for guard in remedy.guards:
            yield from self._guard(remedy, guard)
        yield from self._safety(remedy)
        if remedy.check.probe and remedy.check.probe not in self.base.facts:
            yield self.at("remedies", remedy.id, f"check: unknown fact {remedy.check.probe!r}", "check")

    def _effects(self, remedy: Remedy, name: str, wanted: Mapping[str, str]) -> Iterator[Remark]:
        for fault, word in wanted.items():
            if fault not in self.base.faults:
                yield self.at("remedies", remedy.id, f"{name}: unknown fault {fault!r}; name one of the base", name)
            if word not in self.words:
                yield self.at("remedies", remedy.id, f"{name}: unknown word {word!r}{_known(self.words)}", name)

    def _guard(self, remedy: Remedy, guard: Guard) -> Iterator[Remark]:
        if guard.done and guard.done not in self.base.remedies:
            yield self.at("remedies", remedy.id, f"guard: unknown remedy {guard.done!r}", "guards")
        if guard.fact:
            fact = self.base.facts.get(guard.fact)
            if fact is None:
                yield self.at("remedies", remedy.id, f"guard: unknown fact {guard.fact!r}", "guards")
                return
            for answer in guard.is_:
                if fact.answer(answer) is None:
                    yield self.at("remedies", remedy.id, f"guard: {fact.id} has no answer {answer!r}", "guards")

    def _safety(self, remedy: Remedy) -> Iterator[Remark]:
        if remedy.risk.data_loss in ("medium", "high") and not (remedy.guards or remedy.consent):
            yield self.at("remedies", remedy.id, "may lose data: needs a guard or the user's consent", "consent")
        if remedy.undo is None and remedy.irreversible is None and remedy.risk.worst != "none":
            yield self.at("remedies", remedy.id, "says neither how to undo it nor that it is irreversible", "undo")
