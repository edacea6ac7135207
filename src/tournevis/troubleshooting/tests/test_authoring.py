"""Records of an author laid over a base; cases of a draft; accepted cases that learning may not break."""

from copy import deepcopy
from dataclasses import replace

import numpy as np
import pytest
import yaml

from tournevis.troubleshooting import compile_model
from tournevis.troubleshooting.authoring import (
    EVERYTHING,
    Record,
    Sequence,
    Taken,
    drafted,
    generated,
    hardest,
    held,
    replay,
    simulated,
)
from tournevis.troubleshooting.packs.source import read_yaml
from tournevis.troubleshooting.quality import nearest

from .conftest import FOLDER

RIG = yaml.safe_load((FOLDER / "rig.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def base(model):
    return model.base


def fault(**changes):
    data = deepcopy(next(one for one in RIG["faults"]))
    return Record("faults", {**data, **changes})


def remedy(**changes):
    return Record("remedies", {**deepcopy(RIG["remedies"][0]), **changes})


def fields(found, record):
    return {one.field: one.grave for one in found.of(record)}


def test_a_draft_takes_the_place_of_the_record_of_its_id(base):
    new = fault(share=1.5)

    found = drafted(base, [new])

    assert found.base.faults[new.id].share == 1.5
    assert list(found.base.faults) == list(base.faults)
    assert base.faults[new.id].share != 1.5


def test_a_new_fault_joins_its_family_and_can_be_diagnosed(base):
    new = fault(id=f"{RIG['family']}.own_cause")

    found = drafted(base, [new])

    assert new.id in compile_model(found.base).index
    assert not any(one.grave for one in found.of(new))


def test_each_remark_names_the_field_that_it_speaks_of(base):
    wrong = fault(expects={"no_such_fact": "x"}, remedies=[{"use": "rig.nothing", "cures": "mostly"}])

    told = fields(drafted(base, [wrong]), wrong)

    assert told["expects.no_such_fact"]
    assert told["remedies.rig.nothing"]


def test_a_record_that_is_not_whole_is_left_out_and_said(base):
    wrong = fault(id=f"{RIG['family']}.half", names={"fr": "", "en": "Half"})

    found = drafted(base, [wrong])

    assert wrong.id not in found.base.faults
    assert fields(found, wrong)["names.fr"]


def test_a_draft_that_speaks_of_nothing_there_stays_out_of_what_is_reckoned_with(base):
    wrong = fault(id=f"{RIG['family']}.lost", remedies=[{"use": "rig.nothing", "cures": "often"}])

    found = drafted(base, [wrong])

    assert wrong.id not in found.base.faults
    compile_model(found.base)


def test_an_answer_that_others_need_is_not_taken_away(base):
    fact, needed = next((f, a) for one in base.faults.values() for f, a in one.expects.items())
    facts = read_yaml(FOLDER / "facts.yaml")["facts"]
    data = deepcopy(next(one for one in facts if one["id"] == fact))
    gone = needed if isinstance(needed, str) else next(iter(needed))
    data["answers"] = [{**one, "id": "other_id"} if one["id"] == gone else one for one in data["answers"]]
    data.pop("usual", None)
    taken = Record("facts", data)

    found = drafted(base, [taken])

    assert found.base.facts[fact].answer(gone) is not None
    assert any(one.message.startswith("breaks another record") for one in found.of(taken))


def test_few_complaints_are_a_remark_and_no_hindrance(base):
    poor = fault(complaints={"fr": ["ça ne va pas"], "en": ["it does not work"]})

    assert fields(drafted(base, [poor]), poor)["complaints.fr"] is False


def test_a_remedy_that_loses_data_without_a_guard_is_refused(base):
    harmful = remedy(risk={"data_loss": "high"}, guards=[], undo={"fr": "Annuler.", "en": "Undo."})

    assert fields(drafted(base, [harmful]), harmful)["guards"]


def test_a_family_that_is_not_there_is_said_beside_the_family(base):
    lost = fault(id="nowhere.at_all")

    assert fields(drafted(base, [lost]), lost) == {"id": True}


def test_the_hardest_neighbour_is_the_one_that_the_whole_base_knows(model):
    for name, near in nearest(model).items():
        assert hardest(model, name).apart == pytest.approx(near.apart)


@pytest.fixture
def cause(base):
    return next(iter(base.faults))


def test_the_same_cases_are_played_each_time(model, cause):
    assert simulated(model, cause, 6) == simulated(model, cause, 6)


def test_the_longest_and_the_dearest_are_among_those_shown(model, cause):
    cases = simulated(model, cause, 20)

    shown = generated(model, cases)

    assert len(shown["longest"].steps) == max(len(case.steps) for case in cases)
    assert shown["dearest"].cost == max(case.cost for case in cases)
    assert ("escalated" in shown) == any(not case.solved for case in cases)


def test_an_accepted_case_holds_under_the_numbers_that_it_was_accepted_with(model, base):
    for name in base.faults:
        for case in simulated(model, name, 5):
            assert replay(model, case).why is None, (name, case)


def test_a_case_survives_being_kept(model, cause):
    case = simulated(model, cause, 1)[0]

    assert Sequence.from_json(cause, case.to_json()) == replace(case, cost=round(case.cost, 1))


def misled(model, cause):
    """The model after wrong lessons: this fault's remedies never helped."""
    place = model.index[cause]
    success = {name: row.copy() for name, row in model.success.items()}
    for use in model.base.faults[cause].remedies:
        success[use.use][place] = 1e-6
    prior = model.prior.copy()
    prior[place] *= 1e-3
    return replace(model, success=success, prior=prior / prior.sum(), counts="wrong")


def test_learning_that_turns_the_engine_away_breaks_the_case_and_holding_mends_it(model, cause):
    case = next(case for case in simulated(model, cause, 20) if case.reached is not None and case.solved)
    wrong = misled(model, cause)

    assert replay(wrong, case).why is not None
    assert replay(held(wrong, model, [EVERYTHING]), case).why is None


def test_holding_a_step_leaves_the_other_numbers_learnt(model, cause):
    wrong = misled(model, cause)
    own, other = model.base.faults[cause].remedies[0].use, next(iter(model.likelihood))

    kept = held(replace(wrong, hope={own: wrong.success[own]}), model, [own])

    assert kept.success[own] is model.success[own]
    assert own not in kept.hope
    assert kept.likelihood[other] is wrong.likelihood[other]
    assert np.array_equal(kept.prior, wrong.prior)


def test_a_case_whose_step_left_the_base_is_gone(model, cause):
    case = simulated(model, cause, 1)[0]

    assert replay(model, replace(case, steps=(Taken("fact", "no_such", "x"),))).why == "gone"
