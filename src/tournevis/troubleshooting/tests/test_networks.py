import os
from pathlib import Path

import numpy as np
import pytest

from tournevis.troubleshooting.networks import BifError, Impossible, Inference, parse_bif, read_bif
from tournevis.troubleshooting.networks.hidden import Hidden
from tournevis.troubleshooting.networks.known import Belief, Known
from tournevis.troubleshooting.networks.outlook import outlook
from tournevis.troubleshooting.networks.policies import Room, play, policies
from tournevis.troubleshooting.networks.trouble import UnknownNode, trouble_of
from tournevis.troubleshooting.networks.worlds import Mechanism, Worlds

SHARED = Path(os.environ.get("TOURNEVIS_SHARED") or Path(__file__).resolve().parents[5] / "shared")
LAMP = """network lamp { property "made for tests"; }
// a lamp is dark when its bulb is dead or its plug is out
variable Bulb { type discrete [ 2 ] { fine, dead }; }
variable Plug { type discrete [ 2 ] { in, out }; }
variable Radio { type discrete [ 2 ] { plays, silent }; }
variable Light { type discrete [ 2 ] { bright, dark }; }
probability ( Bulb ) { table 0.9, 0.1; }
probability ( Plug ) { table 0.8, 0.2; }
probability ( Radio | Plug ) {
  (in) 0.95, 0.05;
  (out) 0.0, 1.0;
}
probability ( Light | Bulb, Plug ) {
  default 0.0, 1.0;
  (fine, in) 0.99, 0.01;
}
"""


@pytest.fixture
def lamp():
    return parse_bif(LAMP, "lamp.bif")


@pytest.fixture(scope="module")
def win95pts():
    file = SHARED / "data" / "networks" / "win95pts.bif"
    if not file.exists():
        pytest.skip(f"no {file.name} in the shared data")
    return read_bif(file)


def test_a_network_is_read_with_its_states_parents_and_rows(lamp):
    assert lamp.nodes["Light"].parents == ("Bulb", "Plug")
    assert lamp.nodes["Light"].states == ("bright", "dark")
    assert lamp.nodes["Light"].table[0, 0].tolist() == [0.99, 0.01]
    assert lamp.nodes["Light"].table[1, 0].tolist() == [0.0, 1.0]


def test_a_whole_table_lists_the_nodes_own_states_slowest():
    text = LAMP.replace("(in) 0.95, 0.05;\n  (out) 0.0, 1.0;", "table 0.95, 0.0, 0.05, 1.0;")

    assert parse_bif(text).nodes["Radio"].table.tolist() == [[0.95, 0.05], [0.0, 1.0]]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("| Plug )", "| Socket )", "lamp.bif:9: Socket is an unknown node; declare"),
        ("(in) 0.95, 0.05", "(in) 0.95, 0.5", "lamp.bif:10: probabilities of Radio sum to 1.45; make them sum to 1"),
        ("(in) 0.95, 0.05", "(on) 0.95, 0.05", "lamp.bif:10: on is no state of Plug; write one of in, out"),
        ("  (out) 0.0, 1.0;\n", "", "lamp.bif:9: Radio has no row for (out); add one"),
        ("table 0.9, 0.1", "table 0.9", "lamp.bif:7: Bulb needs 2 numbers and has 1"),
        ("table 0.9, 0.1", "table 0.9, a", "lamp.bif:7: 'a' is no number"),
        ("table 0.9, 0.1", "table 1.9, -0.9", "lamp.bif:7: 1.9 is no probability"),
        ("variable Plug", "variable Bulb", "lamp.bif:4: variable Bulb is declared twice"),
        ("[ 2 ] { plays", "[ 3 ] { plays", "lamp.bif:5: variable Radio announces 3 states and names 2"),
        ("probability ( Bulb ) { table 0.9, 0.1; }\n", "", "lamp.bif:3: Bulb has no probabilities"),
        ("probability ( Plug ) {", "probability ( Bulb ) {", "lamp.bif:8: Bulb has two blocks"),
        ("network lamp", "netzwerk lamp", "lamp.bif:1: 'netzwerk' begins no block"),
        ("  (fine, in) 0.99, 0.01;\n}\n", "", "the file ends inside a block"),
    ],
)
def test_a_file_that_is_no_network_is_refused_with_line_and_what_to_do(old, new, told):
    assert old in LAMP
    with pytest.raises(BifError) as caught:
        parse_bif(LAMP.replace(old, new, 1), "lamp.bif")

    assert told in str(caught.value)


def test_a_cycle_is_refused_with_its_nodes():
    text = LAMP.replace(
        "probability ( Plug ) { table 0.8, 0.2; }", "probability ( Plug | Radio ) { default 0.8, 0.2; }"
    )

    with pytest.raises(BifError, match=r"lamp.bif:\d+: (Plug -> Radio -> Plug|Radio -> Plug -> Radio) is a cycle"):
        parse_bif(text, "lamp.bif")


def test_posteriors_are_those_of_bayes_rule(lamp):
    dark = 0.1 + 0.9 * 0.2 + 0.9 * 0.8 * 0.01
    found = Inference(lamp).posteriors({"Light": 1})

    assert found["Bulb"][1] == pytest.approx(0.1 / dark)
    assert found["Plug"][1] == pytest.approx(0.2 / dark)


def test_evidence_without_a_chance_is_refused(lamp):
    with pytest.raises(Impossible):
        Inference(lamp).posteriors({"Plug": 1, "Radio": 0})


def test_worlds_are_drawn_as_the_posterior_has_them_and_fit_the_evidence(lamp):
    inference = Inference(lamp)
    worlds = inference.draw({"Light": 1}, 40_000, np.random.default_rng(0))

    assert (worlds[:, 3] == 1).all()
    assert worlds.mean(axis=0)[:3] == pytest.approx(
        [inference.posteriors({"Light": 1})[n][1] for n in list(lamp.nodes)[:3]], abs=0.01
    )


def test_a_repair_changes_only_what_follows_from_it(lamp):
    mechanism, rng = Mechanism(lamp), np.random.default_rng(0)
    states = Inference(lamp).draw({"Light": 1, "Plug": 1}, 2000, rng)
    worlds = Worlds(mechanism, states, mechanism.numbers(states, rng))
    mended = worlds.repaired("Plug")

    assert (mended.of("Bulb") == worlds.of("Bulb")).all()
    assert (mended.of("Radio") == 0).mean() == pytest.approx(0.95, abs=0.02)
    assert (mended.of("Light") == 1).mean() == pytest.approx(0.1 + 0.9 * 0.01, abs=0.02)


def test_two_faults_at_once_make_one_action_of_two_repairs(lamp):
    trouble = trouble_of(lamp, "Light")
    view = outlook(Belief(trouble), Known((), (frozenset({("Radio", 1)}),)))

    pair = next(n for n, roots in enumerate(view.repairs) if set(roots) == {"Bulb", "Plug"})
    both = view.problem.success[pair] - np.maximum(view.problem.success[0], view.problem.success[1])
    assert view.problem.belief @ both == pytest.approx(0.02 / (0.02 + 0.18 + 0.8 * 0.05 * (0.1 + 0.9 * 0.01)), abs=0.03)


def test_the_trouble_may_stay_after_a_true_repair_and_the_next_is_then_advised(lamp):
    trouble = trouble_of(lamp, "Light")
    decide = policies(Room(trouble))["ours"]
    known = Known().saw(trouble, "Radio", 1).repaired("Plug")

    assert decide(known).node == "Bulb"


def test_what_was_seen_before_a_repair_that_cannot_bear_on_it_is_known_exactly(lamp):
    trouble = trouble_of(lamp, "Light")

    assert Known().repaired("Bulb").saw(trouble, "Radio", 0).stages == (frozenset({("Radio", 0)}), frozenset())
    assert Known().repaired("Plug").saw(trouble, "Radio", 0).stages == (frozenset(), frozenset({("Radio", 0)}))


def test_a_case_and_its_play_replay_identically(lamp):
    trouble = trouble_of(lamp, "Light")
    runs = [[play(Hidden(trouble, seed), policies(Room(trouble))["ours"]) for seed in range(20)] for _ in range(2)]

    assert runs[0] == runs[1]


@pytest.mark.parametrize(("node", "told"), [("Lamp", "no node"), ("Bulb", "a root")])
def test_a_problem_that_is_none_is_refused_with_those_that_may_be(lamp, node, told):
    with pytest.raises(UnknownNode, match=rf"{told}.*Radio, Light"):
        trouble_of(lamp, node)


@pytest.fixture(scope="module")
def oracle(win95pts):
    gum = pytest.importorskip("pyagrum", reason="pyagrum is not here: uv pip install --group oracle")
    return gum.loadBN(str(SHARED / "data" / "networks" / "win95pts.bif"))


@pytest.mark.parametrize("seed", range(8))
def test_posteriors_of_a_published_network_are_the_oracles(win95pts, oracle, seed):
    import pyagrum

    inference, rng = Inference(win95pts), np.random.default_rng(seed)
    world = inference.draw({}, 1, rng)[0]
    seen = {str(n): int(world[inference.place[n]]) for n in rng.choice(list(win95pts.nodes), seed, replace=False)}
    exact = pyagrum.LazyPropagation(oracle)
    exact.setEvidence(seen)
    exact.makeInference()
    found = inference.posteriors(seen)

    assert max(abs(exact.posterior(n).toarray() - found[n]).max() for n in win95pts.nodes) < 1e-6


@pytest.mark.parametrize("problem", [f"Problem{n}" for n in range(1, 7)])
def test_hidden_cases_by_seed_are_those_of_the_shared_tool(win95pts, oracle, problem, monkeypatch):
    if not (SHARED / "tools" / "planner_instances.py").exists():
        pytest.skip("no planner_instances.py in the shared tools")
    monkeypatch.syspath_prepend(str(SHARED / "tools"))
    theirs = pytest.importorskip("planner_instances")
    trouble = trouble_of(win95pts, problem)

    assert trouble.wrong == theirs.WRONG[problem]
    for seed in range(3):
        ours, other = Hidden(trouble, seed), theirs.Hidden(oracle, problem, seed)
        assert ours.states == other.state()
        assert (trouble.repair_cost, trouble.observe_cost) == (other.repair_cost, other.observe_cost)
        for root in list(trouble.repair_cost)[seed::3]:
            assert ours.repair(root) == other.repair(root)
        assert ours.states == other.state()


@pytest.mark.slow
def test_ours_costs_no_more_than_any_baseline_on_a_published_network(win95pts):
    trouble = trouble_of(win95pts, "Problem6")
    room, costs = Room(trouble), {}
    for name, decide in policies(room).items():
        costs[name] = np.mean([play(Hidden(trouble, seed), decide).cost for seed in range(60)])

    assert costs["ours"] == min(costs.values())
