"""Two changes of one base become one, and nothing that either side did is lost."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.troubleshooting.packs.merge import ABSENT, merge
from tournevis.troubleshooting.packs.records import applied, difference

WORDS = st.sampled_from(["a", "b", "c", "d"])
TEXT = st.fixed_dictionaries({"fr": WORDS, "en": WORDS})
USES = st.dictionaries(st.sampled_from(["m.x", "m.y", "m.z"]), WORDS, max_size=3)
RECORD = st.fixed_dictionaries(
    {
        "names": TEXT,
        "complaints": st.fixed_dictionaries({"fr": st.lists(WORDS, unique=True)}),
        "expects": st.dictionaries(WORDS, st.one_of(WORDS, st.dictionaries(WORDS, WORDS, max_size=2)), max_size=3),
        "remedies": USES.map(lambda uses: [{"use": use, "cures": word} for use, word in uses.items()]),
        "steps": st.lists(WORDS, max_size=3),
    },
    optional={"caution": TEXT},
)
BASES = st.dictionaries(st.sampled_from(["faults:p.a", "faults:p.b", "remedies:p.c"]), RECORD, max_size=3)
EXAMPLES = settings(max_examples=80, deadline=None)


def leaves(records):
    """Every single value, by where it stands; items of a list by their name, and each list's order apart."""
    found = {}

    def walk(place, value):
        if isinstance(value, dict) and value:
            for key, inner in value.items():
                walk((*place, key), inner)
        elif isinstance(value, list) and "remedies" in place:
            for item in value:
                walk((*place, item["use"]), item)
        elif isinstance(value, list) and "complaints" in place:
            for item in value:
                found[(*place, item)] = item
        else:
            found[place] = value

    for key, record in records.items():
        walk((key,), record)
    return found


@st.composite
def three(draw):
    """A base and what two sides made of it, each of its own pieces of old and new."""
    base = draw(BASES)

    def side():
        other = draw(BASES)
        made = {}
        for key in {**base, **other}:
            old, new = base.get(key), other.get(key)
            if old is None or new is None:
                kept = old or new
                if draw(st.booleans()):
                    made[key] = deepcopy(kept)
                continue
            made[key] = {f: deepcopy(v) if draw(st.booleans()) else deepcopy(old.get(f, v)) for f, v in new.items()}
        return made

    return base, side(), side()


@EXAMPLES
@given(three())
def test_a_side_that_changed_nothing_leaves_the_other_as_it_is(sides):
    base, theirs, _ours = sides

    assert merge(base, theirs, base).records == theirs
    assert merge(base, base, theirs).records == theirs
    assert merge(base, theirs, theirs).records == theirs
    assert not merge(base, theirs, base).conflicts


@EXAMPLES
@given(three())
def test_what_one_side_alone_changed_stands_and_what_both_did_is_a_conflict(sides):
    base, theirs, ours = sides
    merged = merge(base, theirs, ours)
    was, there, here, now = map(leaves, (base, theirs, ours, merged.records))
    open_places = [(c.record, *c.path) for c in merged.conflicts]

    for place in {*was, *there, *here}:
        values = [side.get(place, ABSENT) for side in (was, there, here)]
        if any(place[: len(o)] == o for o in open_places) or values[1] == values[0] == values[2]:
            continue
        wanted = values[1] if values[2] == values[0] else values[2]
        assert now.get(place, ABSENT) == wanted or _inside(place, now, here, there, was), (place, values)


def _inside(place, now, here, there, was):
    """Whether a value gave way to a mapping in its place, or the other way round, as one of the sides wanted."""
    deeper = [other for other in now if other[: len(place)] == place or place[: len(other)] == other]
    return bool(deeper) and all(now[o] in (here.get(o), there.get(o), was.get(o)) for o in deeper)


@EXAMPLES
@given(three(), st.sampled_from(["theirs", "ours"]))
def test_conflicts_settled_for_one_side_give_its_values_and_leave_none(sides, side):
    base, theirs, ours = sides
    first = merge(base, theirs, ours)
    settled = {c.key: getattr(c, side) for c in first.conflicts}
    second = merge(base, theirs, ours, settled)

    assert not second.conflicts
    for conflict in first.conflicts:
        value = second.records.get(conflict.record, ABSENT)
        if conflict.path == ():
            assert value == getattr(conflict, side)


@EXAMPLES
@given(three())
def test_the_sides_may_change_places(sides):
    base, theirs, ours = sides
    one, other = merge(base, theirs, ours), merge(base, ours, theirs)

    assert {c.key for c in one.conflicts} == {c.key for c in other.conflicts}
    if not one.conflicts:
        assert leaves(one.records) == leaves(other.records)


@EXAMPLES
@given(BASES, BASES)
def test_a_difference_put_upon_what_was_before_gives_what_came_after(before, after):
    assert applied(before, difference(before, after)) == after


FAULT = {"id": "p.a", "names": {"fr": "Un", "en": "One"}, "remedies": [{"use": "p.c", "cures": "often"}]}


def changed(record, **fields):
    return {**deepcopy(record), **fields}


def test_each_language_of_a_name_is_a_field_of_its_own():
    base = {"faults:p.a": FAULT}
    theirs = {"faults:p.a": changed(FAULT, names={"fr": "Deux", "en": "One"})}
    ours = {"faults:p.a": changed(FAULT, names={"fr": "Un", "en": "Two"})}

    assert merge(base, theirs, ours).records["faults:p.a"]["names"] == {"fr": "Deux", "en": "Two"}


def test_a_word_changed_otherwise_on_both_sides_is_told_with_all_three():
    base = {"faults:p.a": FAULT}
    theirs = {"faults:p.a": changed(FAULT, remedies=[{"use": "p.c", "cures": "usual"}])}
    ours = {"faults:p.a": changed(FAULT, remedies=[{"use": "p.c", "cures": "rare"}])}
    (conflict,) = merge(base, theirs, ours).conflicts

    assert (conflict.key, conflict.base, conflict.theirs, conflict.ours) == (
        "faults:p.a/remedies/p.c/cures",
        "often",
        "usual",
        "rare",
    )


def test_a_record_taken_out_there_and_changed_here_is_a_conflict():
    base = {"faults:p.a": FAULT}
    (conflict,) = merge(base, {}, {"faults:p.a": changed(FAULT, share=3)}).conflicts

    assert (conflict.path, conflict.theirs, conflict.why) == ((), ABSENT, "both")


def test_a_remedy_taken_out_there_is_asked_about_when_a_fault_of_ours_uses_it():
    remedy = {"id": "p.c"}
    base = {"faults:p.a": FAULT, "remedies:p.c": remedy}
    ours = base | {"faults:p.b": changed(FAULT, id="p.b")}
    (conflict,) = merge(base, {}, ours).conflicts

    assert (conflict.record, conflict.why) == ("remedies:p.c", "used")
    assert merge(base, {}, ours, {"remedies:p.c": conflict.ours}).records["remedies:p.c"] == remedy


@pytest.mark.parametrize(
    ("theirs", "ours", "gives"),
    [
        (["a", "b", "n"], ["m", "a", "b"], ["m", "a", "b", "n"]),
        (["b", "a"], ["a", "b", "n"], ["b", "n", "a"]),
        (["b"], ["a", "b", "n"], ["b", "n"]),
    ],
)
def test_complaints_added_on_both_sides_are_all_kept_in_order(theirs, ours, gives):
    base = {"faults:p.a": {"complaints": {"fr": ["a", "b"]}}}
    sides = [{"faults:p.a": {"complaints": {"fr": side}}} for side in (theirs, ours)]

    assert merge(base, *sides).records["faults:p.a"]["complaints"]["fr"] == gives
