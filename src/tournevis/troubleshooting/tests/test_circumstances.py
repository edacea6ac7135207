"""How a machine is reached decides what may be done and what it costs."""

import pytest

from tournevis.troubleshooting import Allowance
from tournevis.troubleshooting.openings import RISKS, allowed, price_of

from .changed import session_with

AT_HOME = Allowance(channel="phone", at_home=True)


@pytest.fixture
def case():
    return session_with(
        {
            "rig.change_bulb": {"by": "on_site", "setups": ("on_site", "case_open")},
            "rig.empty_tank": {"by": "first_line", "setups": ("case_open",)},
            "rig.mend": {"by": "second_line", "guards": ()},
        }
    )


def price(case, remedy, allowance):
    return price_of(case.model, case.base.remedies[remedy], case.state, allowance)


def proposed(case, allowance):
    return {option.step.id for option in case.advice(allowance).options if option.step.kind == "remedy"}


def test_at_home_by_phone_nobody_takes_a_screwdriver(case):
    assert {"rig.change_bulb", "rig.empty_tank"} <= proposed(case, Allowance())
    assert not {"rig.change_bulb", "rig.empty_tank"} & proposed(case, AT_HOME)
    assert "rig.mend" in proposed(case, AT_HOME)


def test_who_stands_at_the_machine_pays_no_visit(case):
    apart, there = (price(case, "rig.change_bulb", Allowance(channel=channel)) for channel in ("any", "on_site"))

    assert (apart.going, there.going) == (pytest.approx(25 + 10 + 10), pytest.approx(10))
    assert "rig.change_bulb" in proposed(case, Allowance(channel="on_site", at_home=True))


def test_by_phone_the_user_is_on_the_line_for_as_long_as_the_technician(model):
    case = session_with({})
    remedy = case.base.remedies["rig.mend"].model_copy(
        update={
            "by": "first_line",
            "minutes": case.base.remedies["rig.mend"].minutes.model_copy(update={"technician": 30}),
        }
    )
    remote, phone = (price_of(case.model, remedy, case.state, Allowance(channel=c)) for c in ("remote", "phone"))

    assert (remote.user, phone.user) == (pytest.approx(0.8 * 9), pytest.approx(0.8 * 30))


def test_out_of_hours_going_there_and_other_levels_are_dearer(case):
    day, night = (price(case, "rig.change_bulb", Allowance(out_of_hours=late)) for late in (False, True))
    assert night.going == pytest.approx(2 * 25 + 2 * 10 + 10) != day.going

    assert price(case, "rig.reset", Allowance(out_of_hours=True)) == price(case, "rig.reset", Allowance())


@pytest.mark.parametrize("kind", ["data_loss", "security", "downtime"])
def test_each_kind_of_risk_has_a_bound_of_its_own(kind, model):
    risky = session_with(
        {"rig.change_bulb": {"risk": model.base.remedies["rig.reset"].risk.__class__(**{kind: "medium"})}}
    )
    remedy = risky.base.remedies["rig.change_bulb"]

    for word in RISKS:
        assert allowed(remedy, Allowance(**{f"max_{kind}": word})) == (RISKS.index(word) >= RISKS.index("medium"))
    others = {f"max_{other}": "none" for other in ("data_loss", "security", "downtime") if other != kind}
    assert allowed(remedy, Allowance(**others))


def test_a_way_that_needs_hands_is_closed_where_nobody_goes(model):
    from tournevis.troubleshooting.openings import open_ways

    fact = model.base.facts["lamp"]
    inside = fact.model_copy(update={"ways": (fact.ways[0].model_copy(update={"needs": "case_open"}),)})
    state = session_with({}).state

    assert open_ways(inside, state, Allowance())
    assert not open_ways(inside, state, AT_HOME)
