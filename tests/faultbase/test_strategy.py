"""The compiled strategy of the shipped base advises what a case asked by itself is advised."""

import numpy as np
import pytest

from tournevis.troubleshooting import Allowance, Session, compile_model, load_base
from tournevis.troubleshooting.advice import advise
from tournevis.troubleshooting.planner import unbounded
from tournevis.troubleshooting.simulate import noticed, play
from tournevis.troubleshooting.strategy import Strategy

BUDGET = 1_000


@pytest.fixture(scope="module")
def model():
    return compile_model(load_base())


@pytest.mark.parametrize(
    "fault", ["printing.queue_stuck", "network.dns_failure", "security.ransomware", "hardware.memory_faulty"]
)
def test_each_step_of_a_played_case_is_the_advice_of_the_case_asked_by_itself(model, fault):
    allowance, rng = Allowance(reader_probes=True), np.random.default_rng(7)
    strategy = Strategy(model, allowance, BUDGET, unbounded)
    symptoms = noticed(model, fault, rng)
    played = play(model, fault, rng, allowance, None, BUDGET, symptoms, strategy)

    fresh = compile_model(model.base)
    session = Session(fresh, budget=BUDGET)
    for event in played.events:
        if event.kind in ("answer", "outcome"):
            state = session.state
            step = advise(fresh, state, Allowance(reader_probes=True), BUDGET, 0, unbounded).step
            assert step == strategy.step(state)
            assert step.id == event.id
        session = Session(fresh, (*session.events, event), budget=BUDGET)
    assert played.steps > 0
