from dataclasses import replace

import numpy as np
import pytest

from tournevis.troubleshooting import Session, compile_model
from tournevis.troubleshooting.calibration import at_the_end, bins, each_step, expected_error
from tournevis.troubleshooting.crowd import MOST_ASKED, SURE, Crowd, gather, interview, learnt, true_places
from tournevis.troubleshooting.generate import sparse_base
from tournevis.troubleshooting.humility import gap
from tournevis.troubleshooting.worlds import heard


@pytest.fixture(scope="module")
def made():
    return compile_model(sparse_base(24, 30, 20, 3))


def asked_all(model, crowd, case):
    """The belief of a session that hears all the answers of a case."""
    session = Session(model)
    families = list(model.base.families)
    session.understood(heard(model, families[crowd.said[case]]))
    for fact, place in zip(model.likelihood, crowd.answers[:, case], strict=True):
        session.answer(fact, model.base.facts[fact].answers[place].id)
    return session.belief()


def test_a_crowd_is_believed_as_each_of_its_cases_would_be_alone():
    few = compile_model(sparse_base(8, 10, MOST_ASKED, 1))
    crowd = gather(few, 30, np.random.default_rng(2), flips=0.2)
    found = interview(few, crowd)
    unsure = np.flatnonzero(found.asked == MOST_ASKED)  # those who were asked every fact there is

    assert len(unsure) >= 3
    for case in unsure:
        belief = asked_all(few, crowd, case)
        assert found.said[-1, case] == pytest.approx(belief.max(), rel=1e-6)
        assert found.leading[-1, case] == belief.argmax()
        assert found.unknown[-1, case] == pytest.approx(belief[-1], rel=1e-6)


def test_nothing_more_is_asked_of_a_case_that_is_sure(made):
    found = interview(made, gather(made, 200, np.random.default_rng(0)))
    last = found.said[found.asked, np.arange(200)]

    assert ((last >= SURE) | (found.asked == MOST_ASKED)).all()
    assert (found.said[np.maximum(found.asked - 1, 0), np.arange(200)][found.asked > 0] < SURE).all()


def test_beliefs_about_cases_of_the_model_itself_are_right_as_often_as_they_say(made):
    sure = replace(made, mistaken=(1.0, 0.0, 0.0, 0.0, 0.0))
    crowd = gather(made, 4_000, np.random.default_rng(1))
    true = true_places(sure, made, crowd)
    found = interview(replace(sure, mistaken=tuple(np.maximum(sure.mistaken, 1e-12))), crowd)

    assert expected_error(bins(*each_step(found, true))) < 0.03
    assert expected_error(bins(*at_the_end(found, true))) < 0.03


def test_people_who_err_often_are_believed_less_the_more_cases_showed_it(made):
    crowd = gather(made, 2_000, np.random.default_rng(1), flips=0.2)
    true = true_places(made, made, crowd)
    before, after = (bins(*at_the_end(f(made, crowd), true)) for f in (interview, learnt))

    assert expected_error(after) < 0.6 * expected_error(before)


def test_part_of_a_crowd_is_the_same_cases(made):
    crowd = gather(made, 50, np.random.default_rng(4))
    part = crowd.part(slice(10, 20))

    assert isinstance(part, Crowd)
    assert (interview(made, part).said == interview(made, crowd).said[:, 10:20]).all()


def test_a_gap_has_cases_of_what_it_lacks_and_of_what_it_kept(made):
    lacking = gap(made, 12, np.random.default_rng(0))

    assert len(lacking.model.faults) == len(made.faults) - 6
    assert all(case.fault not in lacking.model.index for case in lacking.unseen)
    assert all(case.fault in lacking.model.index for case in lacking.known)
