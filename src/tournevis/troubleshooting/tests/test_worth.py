"""What a step costs by kind, and what a remedy's success rests on."""

from dataclasses import replace

import numpy as np
import pytest

from tournevis.troubleshooting.explain import explain, minutes, percent
from tournevis.troubleshooting.model import remedy_cost
from tournevis.troubleshooting.openings import Allowance, cheapest_way
from tournevis.troubleshooting.worth import success_of

from .changed import session_with


def test_the_four_kinds_add_up_to_what_the_planner_counts(session):
    first = session.advice()
    assert first.step.kind == "question"
    way = cheapest_way(session.model, session.base.facts[first.step.id], session.state, Allowance())
    assert first.price.total == pytest.approx(way[1])

    session.answer("lamp", "dark")
    session.answer("level", "ok")
    then = session.advice()
    assert then.step.kind == "remedy"
    assert then.price.total == pytest.approx(remedy_cost(session.base, session.base.remedies[then.step.id]))


def test_each_kind_of_cost_is_told_apart():
    dear = {"money": "medium", "patience": "some", "by": "first_line", "minutes": None}
    minutes_of = session_with({}).base.remedies["rig.change_bulb"].minutes
    dear["minutes"] = minutes_of.model_copy(update={"technician": 7})
    dear["risk"] = session_with({}).base.remedies["rig.reset"].risk.__class__(downtime="medium")
    session = session_with({"rig.change_bulb": dear})
    session.answer("lamp", "dark")
    session.answer("level", "ok")

    advice = session.advice()
    price = advice.price
    assert advice.step.id == "rig.change_bulb"
    assert (price.technician, price.user, price.going) == (7, pytest.approx(2.4), 1)
    assert (price.money, price.risk, price.patience) == (8, 15, 4)
    detail = explain(session.model, session.state, advice, "en").detail
    told = f"worth {minutes(price.total, 'en')} min: technician's time 7.0, user's time 2.4, getting ready 1.0, money"
    assert told in " ".join(detail)
    assert "money 8.0, risk 15, patience 4.0." in " ".join(detail)


def test_success_is_done_right_times_conditions_times_cures():
    session = session_with({"rig.change_bulb": {"done_right": "often", "holds": "usual"}})
    session.answer("lamp", "dark")
    session.answer("level", "ok")

    advice = session.advice()
    success = advice.success
    assert (success.done_right, success.holds) == (0.7, 0.85)
    row, belief = session.model.success["rig.change_bulb"], session.belief()
    assert success.total == pytest.approx(float(row @ belief))
    assert success.cures == pytest.approx(0.99 * belief[session.model.index["rig.bulb"]])
    words = " ".join(explain(session.model, session.state, advice, "en").detail)
    assert f"done right 70%, conditions hold 85%, then cures {percent(success.cures)}%" in words


@pytest.mark.parametrize("learnt", [0.05, 0.6, 0.999])
def test_a_learnt_rate_stays_the_product_of_its_parts(model, learnt):
    taught = replace(model, success={**model.success, "rig.change_bulb": np.full(len(model.faults), learnt)})
    found = success_of(taught, "rig.change_bulb", model.prior)

    assert found.total == pytest.approx(learnt)
    assert all(0 <= part <= 1 + 1e-9 for part in (found.done_right, found.holds, found.cures))
