"""A case that goes on and on ends in a hand-over, whoever works on it."""

from tournevis.troubleshooting import Allowance
from tournevis.troubleshooting.openings import PATIENT, WEARY_LONG, long_case, price_of
from tournevis.troubleshooting.state import State, Trial

HAND = Allowance(reader_probes=True)


def after(asked=0, read=0, tried=0, machine=0):
    """A state in which so many steps were taken."""
    by_hand = {f"r{n}": {"*"} for n in range(read)}
    by_machine = {f"m{n}": {"disk"} for n in range(machine)}
    trials = [Trial(f"t{n}", "not_solved", n) for n in range(tried)]
    return State(asked={f"a{n}" for n in range(asked)}, read={**by_hand, **by_machine}, trials=trials)


def test_a_case_of_usual_length_costs_no_more():
    assert long_case(after(asked=5, read=3, tried=PATIENT - 8)) == 0


def test_questions_readings_by_hand_and_remedies_alike_make_a_case_long():
    for state in (after(asked=PATIENT + 3), after(read=PATIENT + 3), after(tried=PATIENT + 3)):
        assert long_case(state) == 3 * WEARY_LONG


def test_what_a_machine_reads_by_itself_wearies_nobody():
    assert long_case(after(machine=3 * PATIENT)) == 0


def test_a_remedy_late_in_a_case_costs_patience_on_top(model):
    remedy = model.base.remedies["rig.mend"]

    early, late = (price_of(model, remedy, state, HAND) for state in (after(), after(asked=PATIENT + 10)))

    assert late.patience - early.patience == 10 * WEARY_LONG
    assert late.total > early.total
