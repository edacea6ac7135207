import numpy as np

from tournevis.troubleshooting import Allowance
from tournevis.troubleshooting.strategy import Strategy
from tournevis.troubleshooting.sweeps import compare, play, probes_of
from tournevis.troubleshooting.worlds import draw


def decide(model):
    return Strategy(model, Allowance(probes=frozenset({"gauge"})), 500).step


def test_a_family_has_the_probes_that_tell_what_its_faults_speak_of(model):
    assert probes_of(model, "rig") == {"gauge"}


def test_a_sweep_reads_everything_before_it_decides_and_pays_for_it(model):
    hidden = draw(model, "rig.bulb", np.random.default_rng(1))
    ours, swept = play(model, hidden, decide(model)), play(model, hidden, decide(model), ["gauge"])

    assert swept.read == {"gauge"}
    assert ours.read <= swept.read
    assert swept.cost >= ours.cost


def test_the_cause_named_is_the_one_believed_before_the_last_remedy_told(model):
    hidden = draw(model, "rig.tank", np.random.default_rng(3))
    ended = play(model, hidden, decide(model), ["gauge"])

    assert hidden.answers["level"] == "full"
    assert ended.cause == "rig.tank"


def test_the_same_seed_compares_the_same_cases(model):
    assert compare(model, "rig", 5, 500, 0) == compare(model, "rig", 5, 500, 0)
