import shutil
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from tournevis.troubleshooting import Allowance, Session, compile_model
from tournevis.troubleshooting.advice import Step
from tournevis.troubleshooting.packs import read_base
from tournevis.troubleshooting.quality import LIMIT, ease, errors, measure, nearest, warnings
from tournevis.troubleshooting.quality.unseen import unseen
from tournevis.troubleshooting.simulate import noticed, play
from tournevis.troubleshooting.strategy import Strategy

FOLDER = Path(__file__).parent / "base"


@pytest.fixture
def changed(tmp_path):
    """The small base with one text replaced; gives its remarks, errors first."""
    folder = Path(shutil.copytree(FOLDER, tmp_path / "base"))

    def change(file, old, new):
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        base, places = read_base(folder)
        return [str(remark) for remark in (*errors(compile_model(base), places), *warnings(base, places))]

    return change


def test_a_state_met_before_is_not_planned_again(model):
    strategy = Strategy(model, Allowance(reader_probes=True))
    first = strategy.step(Session(model).state)

    assert strategy.step(Session(model).state) is first
    assert len(strategy.steps) == 1


def test_the_strategy_advises_what_the_session_advises(model):
    allowance = Allowance(reader_probes=True)
    strategy = Strategy(model, allowance)
    session = Session(model)
    for _ in range(3):
        step = session.advice(allowance).step
        assert strategy.step(session.state) == step
        if step.kind not in ("question", "probe"):
            break
        session.answer(step.id, step.choices[0], via="reader" if step.kind == "probe" else "asked")


def test_what_is_kept_of_one_complaint_is_never_taken_for_another(model):
    first, second = {model.faults[0]: 4.0}, {model.faults[0]: 0.25}

    kept = [model.words(weights)[0] for weights in (first, second, dict(first), {}, second)]

    assert kept == [4.0, 0.25, 4.0, 1.0, 0.25]


def test_a_case_goes_the_same_way_with_a_shared_strategy_as_alone(model):
    allowance = Allowance(reader_probes=True)
    strategy = Strategy(model, allowance, 20_000)
    for seed in range(5):
        alone = play(model, model.faults[0], np.random.default_rng(seed), allowance)
        shared = play(model, model.faults[0], np.random.default_rng(seed), allowance, strategy=strategy)
        assert shared == alone


def test_a_case_cut_at_its_own_remedy_got_there_in_the_same_steps(model):
    allowance = Allowance(reader_probes=True)
    for seed in range(5):
        whole = play(model, model.faults[0], np.random.default_rng(seed), allowance)
        cut = play(model, model.faults[0], np.random.default_rng(seed), allowance, to_own=True)
        assert whole.reached is not None
        assert (cut.reached, cut.own_remedy_rank(model)) == (whole.reached, whole.own_remedy_rank(model))
        assert cut.steps == cut.reached + 1 <= whole.steps


def test_only_symptoms_that_a_fault_shows_are_noticed_and_the_same_seed_notices_the_same(model):
    for fault in model.base.faults.values():
        once = noticed(model, fault.id, np.random.default_rng(3), most=2)
        assert once == noticed(model, fault.id, np.random.default_rng(3), most=2)
        assert set(once) <= set(fault.shows)
        assert len(once) <= 2


def test_each_fault_has_a_nearest_neighbour_that_is_another_fault(model):
    found = nearest(model)

    assert set(found) == set(model.base.faults)
    assert all(near.neighbour != fault and 0 <= near.apart <= 1 for fault, near in found.items())


def test_the_finding_named_is_the_one_that_tells_two_neighbours_apart_best(model):
    for fault, near in nearest(model).items():
        places = model.index[fault], model.index[near.neighbour]
        apart = {
            fact: np.abs(rows[:, places[0]] - rows[:, places[1]]).sum() / 2 for fact, rows in model.likelihood.items()
        }
        assert near.apart == pytest.approx(max(apart.values()))
        assert apart[near.fact] == pytest.approx(near.apart)


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("La porte est fermée. On l'ouvre.", True),
        ("The paper is stuck. Pull it out gently.", True),
        (
            "L'énumération intempestive des périphériques consécutive à l'hibernation compromet l'authentification.",
            False,
        ),
    ],
)
def test_short_words_and_sentences_read_easily_in_both_languages(text, below):
    assert (ease(text).lix < LIMIT) is below


def test_a_text_without_words_has_no_reading_level():
    assert ease("… 12 %").lix == 0


def test_a_plain_explanation_that_is_too_hard_is_an_error_with_file_and_line(changed):
    base, _ = read_base(FOLDER)
    old = next(iter(base.faults.values())).explain.plain.en
    hard = "Intermittent electromagnetic interference considerably deteriorates telecommunication infrastructure."

    found = changed("rig.yaml", f"en: {old}", f"en: {hard}")

    remark = next(line for line in found if "explain.plain.en reads at LIX" in line)
    assert remark.startswith("rig.yaml:")
    assert not remark.startswith("rig.yaml:0:")


def test_measures_come_out_the_same_twice_and_speak_of_each_fault(model):
    family = next(iter(model.base.families))

    found = measure(model, [family], cases=12)

    assert asdict(found) == asdict(measure(model, [family], cases=12))
    assert [fault.fault for fault in found.families[0].faults] == [f.id for f in model.base.families[family].faults]
    assert found.cases == sum(len(fault.steps) for fault in found.families[0].faults)
    assert all(0 <= fault.first_two <= 1 for fault in found.families[0].faults)


def test_rare_faults_are_counted_apart(model):
    family = next(iter(model.base.families))

    found = measure(model, [family], cases=6).families[0]

    assert found.common.faults + found.rare.faults == len(found.faults)
    assert found.rare.faults == sum(fault.share < 2 for fault in found.faults)


class Fixed(Strategy):
    """Takes the steps given, then hands over."""

    def step(self, state):
        taken = {trial.remedy for trial in state.trials}
        left = [remedy for remedy in self.order if remedy not in taken]
        return Step("remedy", left[0]) if left else Step("escalate", "cheaper")


@pytest.mark.parametrize("risk", ["none", "high"])
def test_an_unknown_cause_is_handed_over_safely_only_if_nothing_risky_was_tried(model, risk):
    strategy = Fixed(model, Allowance())
    strategy.order = [remedy.id for remedy in model.base.remedies.values() if remedy.risk.worst in ("none", risk)]
    strategy.order = [one for one in strategy.order if model.base.remedies[one].kind != "containment"]
    harm = {model.base.remedies[one].risk.worst for one in strategy.order}

    found = unseen(strategy, next(iter(model.base.families)), each=2, seed=0)

    assert found.cases == 4
    assert found.steps == len(strategy.order)
    assert found.safe == (0.0 if harm & {"medium", "high"} else 1.0)
    assert found.careful == (1.0 if harm <= {"none"} else 0.0)


def test_a_case_that_is_never_handed_over_is_not_safe(model):
    strategy = Fixed(model, Allowance())
    safe = next(r.id for r in model.base.remedies.values() if r.risk.worst == "none" and r.kind != "containment")
    strategy.step = lambda state: Step("remedy", safe)

    assert unseen(strategy, next(iter(model.base.families)), each=1, seed=0).safe == 0.0


def test_a_picture_that_is_not_there_is_an_error(changed):
    found = changed("rig.yaml", "- id: rig.shut\n", "- id: rig.shut\n  picture: nowhere\n")

    assert any("unknown picture 'nowhere'" in line for line in found)


def test_a_containment_that_a_fault_lists_counts_as_its_own_remedy(model):
    contained = {use.use: f.id for f in model.base.faults.values() for use in f.remedies if use.use in model.contained}
    remedy, fault = next(iter(contained.items()))

    cases = [play(model, fault, np.random.default_rng(seed), Allowance(reader_probes=True)) for seed in range(8)]

    with_it = [case for case in cases if remedy in case.tried]
    assert with_it
    assert all(case.reached is not None for case in with_it)


def test_a_remedy_dearer_than_handing_over_even_for_a_sure_cause_is_an_error(changed):
    found = changed("rig.yaml", "minutes: {user: 3}", "minutes: {user: 600}")

    assert any("so that it is never proposed" in line for line in found)


def test_a_question_that_moves_no_answer_is_an_error(model):
    flat = np.full_like(model.likelihood["lamp"], 0.5)

    found = errors(replace(model, likelihood={**model.likelihood, "lamp": flat}), {})

    assert any(remark.message.startswith("lamp:") and "is never asked" in remark.message for remark in found)


def test_the_small_base_breaks_neither_rule_of_reach(changed):
    assert not [line for line in changed("rig.yaml", "Simple.", "Simple.") if "never" in line]
