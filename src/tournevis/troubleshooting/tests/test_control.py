"""The chart that says when what worked has stopped working."""

import numpy as np
import pytest

from tournevis.troubleshooting.learning.control import LIMIT, bounds, cases_to_alarm, normal_success, watch


def cases(success, count, seed):
    return (np.random.default_rng(seed).random(count) < success).tolist()


def test_a_fall_from_85_to_70_percent_is_seen_within_a_hundred_cases():
    seen = [watch(cases(0.70, 3_000, seed), 0.85).alarms[0] + 1 for seed in range(200)]

    assert np.median(seen) <= 45
    assert np.quantile(seen, 0.9) <= 100


def test_a_pack_that_works_as_before_alarms_about_once_in_a_thousand_cases():
    alarms = sum(len(watch(cases(0.85, 1_000, seed), 0.85).alarms) for seed in range(200))

    assert 0.5 <= alarms / 200 <= 1.3


def test_the_reckoned_run_lengths_are_those_of_played_cases():
    played = [watch(cases(0.70, 3_000, seed), 0.85).alarms[0] + 1 for seed in range(300)]

    assert cases_to_alarm(0.85, 0.70) == pytest.approx(np.mean(played), rel=0.12)


def test_the_sum_never_falls_below_zero_and_begins_anew_at_an_alarm():
    found = watch([True] * 50 + [False] * 20, 0.85)

    assert max(found.sums[:50]) == 0
    assert found.alarms
    assert found.sums[found.alarms[0]] >= LIMIT > found.sums[found.alarms[0] + 1]


def test_a_few_cases_alone_do_not_say_what_is_normal():
    assert normal_success([False, False]) > 0.7
    assert normal_success([True] * 51 + [False] * 9) == pytest.approx(0.85)


def test_more_cases_make_the_bounds_narrower():
    few, many = bounds(0.85, 10), bounds(0.85, 100)

    assert few[0] < many[0] < 0.85 < many[1] < few[1] <= 1
