"""Whatever happens in a case, nothing above the user's bound is proposed without his consent: on the shipped base."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.troubleshooting import Allowance, Session, compile_model, load_base
from tournevis.troubleshooting.openings import RISKS
from tournevis.troubleshooting.state import TESTED

BUDGET = 1_000
STEPS = 8


@pytest.fixture(scope="module")
def shipped():
    return compile_model(load_base())


def allowances():
    word = st.sampled_from(RISKS[:3])
    return st.builds(
        Allowance,
        reader_probes=st.booleans(),
        max_risk=word,
        max_data_loss=word,
        max_downtime=st.sampled_from(RISKS),
        consent=st.sampled_from([frozenset(), frozenset({"boot.reimage", "storage.replace_disk"})]),
        channel=st.sampled_from(["any", "phone", "remote", "on_site"]),
        at_home=st.booleans(),
        out_of_hours=st.booleans(),
    )


def above(model, step, allowance):
    """The remedies of a step, those of its row and the one that it leads to included, that are above the bound."""
    named = {step.id} if step.kind == "remedy" else set()
    named |= {*step.also, *step.tests} | ({step.guard_of} if step.guard_of else set())
    return {name for name in named if not allowance.bears(model.base.remedies[name].risk)} - allowance.consent


def act(session, step, r):
    """Answer a step in any way at all."""
    if step.kind == "remedy":
        verdicts = [verdict for verdict in step.choices if verdict != "solved"]
        session.outcome(step.id, str(r.choice(verdicts or list(TESTED))))
    else:
        session.answer(step.id, str(r.choice(step.choices)) if r.random() < 0.9 else None)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), allowance=allowances())
def test_nothing_above_the_bound_is_proposed_without_consent_in_any_case(shipped, seed, allowance):
    r = np.random.default_rng(seed)
    family = str(r.choice(list(shipped.base.families)))
    session = Session(shipped, budget=BUDGET)
    session.understood({fault: 50.0 for fault, own in shipped.base.family_of.items() if own == family})

    for _ in range(STEPS):
        advice = session.advice(allowance)
        for step in (advice.step, *(option.step for option in advice.options)):
            assert not above(shipped, step, allowance)
        if advice.step.kind in ("done", "escalate"):
            return
        act(session, advice.step, r)


def test_the_bound_is_what_keeps_risky_remedies_back(shipped):
    risky = [r for r in shipped.base.remedies.values() if r.risk.worst in ("medium", "high")]
    assert len(risky) > 20

    strict, open_ = Allowance(max_risk="low"), Allowance()
    for remedy in risky:
        assert open_.bears(remedy.risk)
        assert not strict.bears(remedy.risk)
