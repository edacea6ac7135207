"""Content that cannot be reasoned with is refused with its file, its line and what to do."""

import re

import pytest

from .broken import refused

GUARDED = "  guards:\n  - {fact: saved, is: [recent], say: {fr: Copie d'abord, en: Copy first}}"
TWICE = GUARDED + "\n  - {fact: saved, is: [none], say: {fr: Sans copie, en: Without a copy}}"
CYCLE = "  kind: containment\n  guards: [{done: rig.mend, say: {fr: a, en: b}}]"


def refusal(base, file, old, new, says, todo):
    """The remark, which must name the file and a line, say what is wrong and what to do."""
    message = refused(base, file, old, new)
    line = next(line for line in message.splitlines() if says in line)
    assert re.match(rf"{re.escape(file)}:[1-9]\d*: ", line), line
    assert todo in line, line


@pytest.mark.parametrize(
    ("old", "new", "says", "todo"),
    [
        ("expects: {lamp: dark}", "expects: {lamp: {dark: always, lit: usual}}", "words sum to", "weaken some"),
        ("minutes: {user: 3}", "minutes: {user: -3}", "user", "greater than or equal to 0"),
        ("{use: rig.reset, cures: usual}", "{use: rig.mend, cures: usual}", "no fault uses it", "name it in a fault"),
        ("id: rig.tank", "id: rig.bulb", "already given at rig.yaml:", "ids are unique"),
        ("  kind: containment", CYCLE, "come back to itself", "take one of these guards out"),
        (GUARDED, TWICE, "no answer of saved satisfies all its guards", "make one guard"),
        ("cures: usual", "cures: perhaps", "unknown word 'perhaps'", "there are: never"),
        ("  stale: [level]", "  hides: {rig.moon: even}", "hides: unknown fault 'rig.moon'", "name one of the base"),
        ("  stale: [level]", "  causes: {rig.bulb: maybe}", "causes: unknown word 'maybe'", "there are: never"),
        ("  stale: [level]", "  setups: [ladder]", "unknown set-up 'ladder'", "there are: on_site"),
    ],
)
def test_a_family_that_cannot_be_reasoned_with_is_refused(folder, old, new, says, todo):
    refusal(folder, "rig.yaml", old, new, says, todo)


def test_a_question_that_no_fault_cares_about_is_refused(folder):
    idle = "- id: moon\n  names: {fr: Lune, en: Moon}\n  answers:\n  - {id: full, fr: Pleine, en: Full}\n"
    idle += "  - {id: new, fr: Nouvelle, en: New}\n  ways:\n  - ask: {fr: Quelle lune ?, en: Which moon?}\nsymptoms:"

    refusal(folder, "facts.yaml", "symptoms:", idle, "moon: no fault, guard or check cares", "take it out")


@pytest.mark.parametrize(
    ("old", "new", "says", "todo"),
    [
        ("never: 0.005", "never: 1.5", "likelihoods.never", "less than 1"),
        ("small: 15", "small: -15", "money.small", "greater than or equal to 0"),
        ("on_site: 25", "on_site: -25", "setups.on_site", "greater than or equal to 0"),
        ("technician: 1.0, ", "", "weights", "add technician"),
        ("escalation: 150", "escalation: 0", "escalation", "greater than 0"),
        ("schema: 1", "schema: 1\npassing: [sunset]", "sunset is no set-up", "take it out"),
    ],
)
def test_a_table_of_words_with_an_impossible_number_is_refused(folder, old, new, says, todo):
    refusal(folder, "scales.yaml", old, new, says, todo)
