"""What of a base can never come up: questions that tell nothing, remedies that nothing leads to."""

from collections.abc import Iterator

from .content import Base

Found = tuple[str, str, str]  # kind of record, its id, what is wrong and what to do


def unreachable(base: Base) -> Iterator[Found]:
    """Every record of a base that no case could ever use."""
    yield from _idle_facts(base)
    yield from _unused_remedies(base)
    yield from _guard_cycles(base)
    yield from _torn_guards(base)


def _idle_facts(base: Base) -> Iterator[Found]:
    """A fact that no fault, guard or check speaks of: its answer changes nothing."""
    spoken = {fact for fault in base.faults.values() for fact in fault.expects}
    spoken |= {guard.fact for remedy in base.remedies.values() for guard in remedy.guards if guard.fact}
    spoken |= {remedy.check.probe for remedy in base.remedies.values() if remedy.check.probe}
    for fact in base.facts:
        if fact not in spoken:
            yield (
                "facts",
                fact,
                "no fault, guard or check cares about it: name it in a fault's `expects`, or take it out",
            )


def _unused_remedies(base: Base) -> Iterator[Found]:
    """A remedy that no fault uses and no guard wants can never be proposed."""
    used = {use.use for fault in base.faults.values() for use in fault.remedies}
    used |= {guard.done for remedy in base.remedies.values() for guard in remedy.guards if guard.done}
    for remedy in base.remedies:
        if remedy not in used:
            yield "remedies", remedy, "no fault uses it: name it in a fault, or take it out"


def _guard_cycles(base: Base) -> Iterator[Found]:
    """Remedies that wait for each other would never be proposed."""
    needs = {r.id: [g.done for g in r.guards if g.done] for r in base.remedies.values()}
    for start in needs:
        seen, todo = set(), list(needs[start])
        while todo:
            current = todo.pop()
            if current == start:
                yield "remedies", start, "its guards come back to itself: take one of these guards out"
                break
            if current not in seen:
                seen.add(current)
                todo.extend(needs.get(current, ()))


def _torn_guards(base: Base) -> Iterator[Found]:
    """A remedy with two guards on one fact that no answer satisfies would never be proposed."""
    for remedy in base.remedies.values():
        wanted: dict[str, set[str]] = {}
        for guard in remedy.guards:
            if guard.fact is not None:
                wanted[guard.fact] = wanted.get(guard.fact, set(guard.is_)) & set(guard.is_)
        for fact, answers in wanted.items():
            if not answers:
                yield "remedies", remedy.id, f"no answer of {fact} satisfies all its guards: make one guard of them"
