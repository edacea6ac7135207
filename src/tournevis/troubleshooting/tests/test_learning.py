from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.troubleshooting import Session
from tournevis.troubleshooting.learning import EVER, Note, count, explored, learn, memory, most_moved, note, remembered
from tournevis.troubleshooting.learning.trials import course, family
from tournevis.troubleshooting.mistakes import SHARES, told
from tournevis.troubleshooting.model import usual_distribution
from tournevis.troubleshooting.worlds import draw_many


@pytest.fixture(scope="module")
def made():
    return family(0)


def helped(model):
    """A remedy and a fault that it helps."""
    remedy = next(r for r, row in model.success.items() if row.any())
    return remedy, model.faults[int(np.flatnonzero(model.success[remedy])[0])]


def closing(model, worked=True, day=0.0, scopes=(), answers=None, fault=None):
    remedy, helps = helped(model)
    failed, proved = ((), remedy) if worked else ((remedy,), None)
    return Note(day, scopes, {fault or helps: 1.0}, answers or {}, failed, proved)


def success(model, learnt):
    remedy, fault = helped(model)
    return learnt.success[remedy][model.index[fault]]


def hope(model, explored):
    remedy, fault = helped(model)
    return explored.hoped(remedy)[model.index[fault]]


def test_verified_fixes_raise_a_success_and_failures_lower_it(made):
    good = learn(made, count(made, [closing(made)] * 20, 0.0))
    bad = learn(made, count(made, [closing(made, worked=False)] * 20, 0.0))

    assert success(made, bad) < success(made, made) < success(made, good)


def test_many_cases_of_a_cause_raise_its_prior_and_teach_its_answers(made):
    fact = next(iter(made.likelihood))
    answer = made.base.facts[fact].answers[-1].id
    _, fault = helped(made)
    learnt = learn(made, count(made, [closing(made, answers={fact: answer})] * 50, 0.0))
    place = made.index[fault]

    assert learnt.prior[place] > 0.5
    assert learnt.likelihood[fact][-1, place] > 0.6


def test_without_notes_nothing_changes(made):
    assert learn(made, count(made, [], 0.0)) is made


def test_what_left_the_base_since_is_passed_over(made):
    stranger = Note(0.0, (), {"gone.fault": 1.0}, {"gone_fact": "x"}, ("gone.failed",), "gone.worked")

    learnt = learn(made, count(made, [stranger], 0.0))

    assert np.allclose(learnt.prior, made.prior)


def test_an_old_case_weighs_half_after_its_half_life_and_a_sixteenth_after_four(made):
    remedy, fault = helped(made)
    counts = count(made, [closing(made)], 80.0, half_life=20.0)

    assert counts[""].worked[remedy][made.index[fault]] == pytest.approx(1 / 16)


def drifted(model):
    """What always worked never works again since day 60: two cases of the cause a day, for 60 days, then for 20."""
    before = [closing(model, day=d / 2) for d in range(120)]
    return before, [closing(model, worked=False, day=60 + d / 2) for d in range(40)]


def test_a_drift_of_a_success_is_followed_within_twenty_days(made):
    before, after = drifted(made)
    known, now = (
        success(made, learn(made, count(made, remembered(notes, today, memory(made, notes, today)), today)))
        for notes, today in ((before, 60.0), (before + after, 80.0))
    )

    assert known > 0.8
    assert now < 0.3


def test_cases_are_kept_long_in_a_steady_world_and_short_in_one_that_changed(made):
    before, after = drifted(made)

    assert memory(made, before, 60.0) == EVER
    assert memory(made, before + after[:20], 70.0) <= 20.0


def test_a_narrow_scope_leans_on_the_whole_until_it_has_cases_of_its_own(made):
    acme = ("organisation:acme",)
    elsewhere = [closing(made)] * 30
    few, many = ([closing(made, worked=False, scopes=acme)] * n for n in (1, 100))
    whole = success(made, learn(made, count(made, elsewhere, 0.0)))
    at_first = success(made, learn(made, count(made, elsewhere + few, 0.0), acme))
    later = success(made, learn(made, count(made, elsewhere + many, 0.0), acme))

    assert abs(at_first - whole) < 0.1
    assert later < 0.2


@pytest.mark.parametrize("ending", ["claimed", "handed_over", "abandoned"])
def test_only_a_verified_fix_counts_as_one(made, ending):
    remedy, _ = helped(made)
    session = Session(made)
    session.outcome(remedy, "solved")
    told = note(made, session.state, ending, 0.0)

    assert told.worked is None
    assert told.failed == ()
    assert learn(made, count(made, [told], 0.0)).success == made.success


def test_a_case_handed_over_is_no_failure_of_what_was_never_tried(made):
    remedies = [r for r, row in made.success.items() if row.any()]
    session = Session(made)
    session.outcome(remedies[0], "not_solved")
    session.outcome(remedies[1], "not_done")
    session.escalate()
    learnt = learn(made, count(made, [note(made, session.state, "handed_over", 0.0)], 0.0))
    changed = [r for r in remedies if not np.array_equal(learnt.success[r], made.success[r])]

    assert changed == [remedies[0]]


def notes_of(model):
    remedies = [r for r, row in model.success.items() if row.any()]
    scopes = st.sampled_from([(), ("organisation:a",), ("machine:m", "organisation:a")])
    causes = st.sampled_from(model.faults)
    return st.builds(
        lambda fault, where, failed, worked, day: Note(day, where, {fault: 1.0}, {}, tuple(failed), worked),
        causes,
        scopes,
        st.lists(st.sampled_from(remedies), max_size=3, unique=True),
        st.none() | st.sampled_from(remedies),
        st.floats(0, 100),
    )


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_one_false_note_never_moves_a_success_by_more_than_the_stated_bound(made, data):
    scopes = data.draw(st.sampled_from([(), ("organisation:a",), ("machine:m", "organisation:a")]))
    notes = data.draw(st.lists(notes_of(made), max_size=8))
    false = data.draw(notes_of(made))
    false = replace(false, failed=tuple(r for r in false.failed if r != false.worked))
    before = learn(made, count(made, notes, 100.0), scopes)
    after = learn(made, count(made, [*notes, false], 100.0), scopes)
    moved = max(float(np.abs(after.success[r] - before.success[r]).max()) for r in made.success)

    assert moved <= most_moved(len(scopes)) + 1e-9


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_was_learnt_is_a_model_still(made, data):
    learnt = learn(made, count(made, data.draw(st.lists(notes_of(made), max_size=10)), 100.0), ("organisation:a",))

    assert learnt.prior.sum() == pytest.approx(1.0)
    assert all(np.allclose(rows.sum(axis=0), 1.0) for rows in learnt.likelihood.values())
    assert all(((row >= 0) & (row <= 1)).all() for row in learnt.success.values())
    assert all((learnt.success[r] > 0).sum() <= (made.success[r] > 0).sum() for r in made.success)


def test_hope_is_greatest_for_what_was_seldom_tried_and_replays_identically(made):
    few, many = (count(made, [closing(made), closing(made, worked=False)] * n, 0.0) for n in (1, 50))
    hopes = [hope(made, explored(made, c)) - success(made, learn(made, c)) for c in (few, many)]

    assert hopes[0] > hopes[1] > 0
    assert hope(made, explored(made, few)) == hope(made, explored(made, few))


def test_nothing_is_explored_above_the_risk_bound(model):
    risky = [r for r, remedy in model.base.remedies.items() if remedy.risk.worst in ("medium", "high")]
    hoped = explored(model, {})

    assert risky
    assert all(np.array_equal(hoped.hoped(r), model.success[r]) for r in risky)


def test_where_the_authors_are_right_a_few_odd_cases_unlearn_less_than_where_they_are_wrong(made):
    """Ten cases of every other pair, which go as was written or as often not; then the same three failures."""
    pairs = [(r, int(f)) for r, row in made.success.items() for f in np.flatnonzero(row)]
    remedy, fault = next((r, f) for r, f in pairs if 0.5 < made.success[r][f] < 0.8)

    def ended(r, f, worked):
        return Note(0.0, (), {made.faults[f]: 1.0}, {}, () if worked else (r,), r if worked else None)

    def of(right):
        chances = [(r, f, made.success[r][f] if right else 1 - made.success[r][f]) for r, f in pairs if r != remedy]
        return [ended(r, f, n < round(10 * chance)) for r, f, chance in chances for n in range(10)]

    failures = [Note(0.0, (), {made.faults[fault]: 1.0}, {}, (remedy,))] * 3
    after = [learn(made, count(made, of(right) + failures, 0.0)).success[remedy][fault] for right in (True, False)]

    assert after[1] < after[0] - 0.05


def test_the_faults_that_say_nothing_of_a_fact_learn_its_usual_answers_together(made):
    fact = next(iter(made.likelihood))
    usual = usual_distribution(made.base, made.base.facts[fact])
    first, second = np.flatnonzero(np.isclose(made.likelihood[fact], usual[:, None]).all(axis=0))[:2]
    answer = made.base.facts[fact].answers[-1].id
    learnt = learn(made, count(made, [closing(made, answers={fact: answer}, fault=made.faults[first])] * 30, 0.0))

    assert learnt.likelihood[fact][-1, second] > 3 * made.likelihood[fact][-1, second]


def test_a_better_remedy_that_is_little_known_gets_tried():
    """Two remedies of one price; the worse one is known by forty cases, the better one's word is a little lower."""
    made = family(0)
    remedy, fault = helped(made)
    other = next(r for r in made.success if r != remedy)
    place = made.index[fault]
    row = np.zeros(len(made.faults))
    row[place] = 0.6
    known, unknown = {remedy: row, other: row * 0.95}, [closing(made), closing(made, worked=False)] * 20
    model = replace(made, success={**made.success, **known})
    tried = explored(model, count(model, unknown, 0.0))

    assert learn(model, count(model, unknown, 0.0)).success[other][place] == pytest.approx(0.57)
    assert tried.hoped(other)[place] > tried.hoped(remedy)[place]


def test_the_three_planners_meet_the_same_cases_and_a_run_replays_identically():
    first, again = (course("written", 20, seed=3) for _ in range(2))

    assert np.array_equal(first.learning, again.learning)
    assert first.learning.shape == first.authored.shape == first.oracle.shape == (20,)


def chatty(model, flips: float, cases: int = 60) -> list[Note]:
    """Notes of closed cases in which a share of the answers was mistaken."""
    rng, notes = np.random.default_rng(5), []
    for hidden in draw_many(model, cases, rng, flips):
        session = Session(model)
        for fact, answer in hidden.answers.items():
            session.answer(fact, answer)
        notes.append(note(model, session.state, "handed_over", 0.0))
    return notes


def test_how_often_people_are_mistaken_is_learnt_from_the_answers_of_closed_cases(made):
    careful = learn(made, count(made, chatty(made, 0.0), 0.0)).mistaken
    careless = learn(made, count(made, chatty(made, 0.2), 0.0)).mistaken

    assert careful[0] > 0.85
    assert SHARES[int(np.argmax(careless))] == 0.2
    assert sum(careless) == pytest.approx(1.0)


def test_one_case_alone_cannot_make_everybody_careless(made):
    wild = replace(closing(made), mistakes=tuple(told(np.array([1e-9, 1e-9, 1e-9, 1e-9, 1.0])).tolist()))
    learnt = learn(made, count(made, [wild], 0.0)).mistaken

    assert learnt[0] > 0.3
    assert learnt[0] < made.mistaken[0]
