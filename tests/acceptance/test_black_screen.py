"""A black screen: told apart from a user's answers on the phone alone, in few questions."""

import statistics
from functools import cache

import numpy as np
import pytest

from tournevis.troubleshooting import Allowance, compile_model, load_base
from tournevis.troubleshooting.simulate import play

PHONE = Allowance()  # nothing can be read: everything is asked
SYMPTOM = "screen_black"
CASES = 31


@cache
def model():
    return compile_model(load_base())


def black_screen_faults():
    wanted = ("often", "usual", "nearly_always", "always")
    return [fault.id for fault in load_base().faults.values() if fault.shows.get(SYMPTOM) in wanted]


def test_at_least_fifteen_causes_of_a_black_screen_are_known():
    assert len(black_screen_faults()) >= 15


@pytest.mark.parametrize("fault", black_screen_faults())
def test_a_cause_of_a_black_screen_is_found_in_at_most_six_questions(fault):
    noticed = {each: float(model().symptom[SYMPTOM][model().index[each]]) for each in model().faults}
    rng = np.random.default_rng(sum(map(ord, fault)))
    played = [play(model(), fault, rng, PHONE, noticed) for _ in range(CASES)]

    assert statistics.median(case.questions for case in played) <= 6
