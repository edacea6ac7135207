"""What closed cases ask of authors: accepted cases that learning breaks, dead ends, contradictions, the field."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from django.utils import timezone

from tournevis.assets.tests.factories import make_asset
from tournevis.desk.rules import open_ticket
from tournevis.diagnosis import contradictions, engine, experience, field
from tournevis.diagnosis.models import AcceptedCase, DeadEnd
from tournevis.diagnosis.rules import accepting, advise, escalate, start
from tournevis.diagnosis.rules import answer as answer_it
from tournevis.knowledge.models import Article
from tournevis.knowledge.rules import count_outcome, keep_note
from tournevis.outbox.models import Message
from tournevis.people.tests.factories import make_organisation, make_team, make_technician, make_user
from tournevis.troubleshooting.authoring import EVERYTHING, generated, simulated

pytestmark = pytest.mark.django_db
FAULT = "printing.queue_stuck"


@pytest.fixture
def author(client, technician):
    client.force_login(technician)
    return client


@pytest.fixture
def accepted(technician):
    """A case of a stuck queue that comes to its remedy, accepted by the technician."""
    model = engine.model()
    return accepting.accept(generated(model, simulated(model, FAULT, 5))["random"], "random", by=technician)


def mislearn(monkeypatch):
    """Let what was learnt say that nothing ever helped against the fault, and that it hardly happens."""
    model = engine.model()
    place = model.index[FAULT]
    success = {name: row.copy() for name, row in model.success.items()}
    for use in model.base.faults[FAULT].remedies:
        success[use.use][place] = 1e-6
    prior = model.prior.copy()
    prior[place] *= 1e-3
    wrong = replace(model, success=success, prior=prior / prior.sum(), counts="wrong")
    monkeypatch.setattr(experience, "learnt", lambda counts, edition: wrong)


def test_an_accepted_case_holds_while_nothing_was_learnt(accepted, organisation):
    assert accepting.check_accepted(organisation, timezone.now()) == {"broken_cases": 0}
    assert AcceptedCase.objects.get().state == "holds"


def test_learning_that_breaks_it_is_held_back_and_its_author_is_told(accepted, organisation, monkeypatch, technician):
    mislearn(monkeypatch)

    accepting.check_accepted(organisation, timezone.now())

    row = AcceptedCase.objects.get()
    assert row.state == "broken"
    assert row.held == [EVERYTHING]
    assert experience.held_steps(organisation.pk) == (EVERYTHING,)
    assert Message.objects.filter(to=technician.email).count() == 1


def test_a_case_begun_meanwhile_reasons_with_the_authors_numbers_where_they_are_held(accepted, organisation):
    AcceptedCase.objects.update(held=[EVERYTHING], state="broken")
    day = timezone.localdate()
    keep_note(organisation, NOTE, machine="", closed_on=day - timedelta(days=1))
    counts = experience.Counts(day, "", organisation.pk, experience.held_steps(organisation.pk))

    model = experience.learnt(counts)

    assert np.array_equal(model.prior, engine.model().prior)
    assert experience.Counts.from_json(counts.to_json()) == counts


def test_its_author_agrees_and_learning_is_held_back_no_more(accepted, organisation, monkeypatch, technician):
    mislearn(monkeypatch)
    accepting.check_accepted(organisation, timezone.now())

    accepting.agree(AcceptedCase.objects.get(), by=technician)

    assert experience.held_steps(organisation.pk) == ()
    assert accepting.check_accepted(organisation, timezone.now()) == {"broken_cases": 0}


def test_nobody_else_agrees_for_him(accepted, organisation, author, monkeypatch, client):
    mislearn(monkeypatch)
    accepting.check_accepted(organisation, timezone.now())
    client.force_login(make_user(organisation, "technician"))

    client.post(f"/base/accepted/{accepted.pk}/", {"act": "agree"})

    assert AcceptedCase.objects.get().state == "broken"


def test_a_simulated_case_is_accepted_in_the_browser(author):
    author.post(f"/base/faults/{FAULT}/accept/", {"choice": "longest"})

    assert AcceptedCase.objects.get().choice == "longest"
    assert "Le plus long" in author.get("/base/accepted/").content.decode()


NOTE = {
    "causes": {FAULT: 1.0},
    "answers": {},
    "failed": [],
    "worked": "printing.clear_queue",
    "mistakes": [],
    "ended": "verified",
}
FAILED = {**NOTE, "worked": None, "failed": ["printing.clear_queue"], "ended": "handed_over"}


def close_cases(organisation, solved, since=date(2026, 1, 1)):
    """A note of each case, four a day."""
    for place, good in enumerate(solved):
        day = since + timedelta(days=place // 4)
        keep_note(organisation, NOTE if good else FAILED, machine="", closed_on=day)


def fallen():
    """Cases of which 85 % are repaired, and then 70 %."""
    rng = np.random.default_rng(5)
    return [*(rng.random(160) < 0.85), *(rng.random(120) < 0.70)]


def test_a_family_that_falls_alarms_and_is_drawn(organisation, author):
    close_cases(organisation, fallen())

    found = field.fields(organisation)[0]
    page = author.get("/base/field/printing/").content.decode()

    assert found.alarmed
    assert found.reference + found.watched.alarms[0] >= 160
    assert "<svg class=" in page
    assert "CUSUM" in page
    assert "En baisse" in author.get("/base/field/").content.decode()


def test_a_case_that_was_only_said_to_be_over_tells_nothing():
    assert field.solved_by({**NOTE, "worked": None, "ended": "claimed"}) is None


def test_an_action_that_helps_less_than_written_is_queued(organisation, technician, author):
    count_outcome(organisation, "1", FAULT, "printing.clear_queue", "not_solved", by=9)
    count_outcome(organisation, "1", FAULT, "printing.clear_queue", "solved", by=1)

    found = contradictions.contradictions(organisation)

    assert [(one.kind, one.of, one.seen, one.cases) for one in found] == [("remedy", "printing.clear_queue", 1, 10)]
    assert "aide moins souvent" in author.get("/base/contradicted/").content.decode()


def test_an_answer_that_comes_far_more_often_than_written_is_queued(organisation):
    model = engine.model()
    fact = next(iter(model.base.faults[FAULT].expects))
    row = model.likelihood[fact][:, model.index[FAULT]]
    rare = model.base.facts[fact].answers[int(np.argmin(row))].id
    for _case in range(8):
        told = {**NOTE, "answers": {fact: rare}}
        keep_note(organisation, told, machine="", closed_on=date(2026, 1, 1))

    found = contradictions.contradictions(organisation)

    assert [(one.kind, one.of, one.answer) for one in found] == [("answer", fact, rare)]


def test_what_agrees_with_the_base_is_not_queued(organisation):
    count_outcome(organisation, "1", FAULT, "printing.clear_queue", "solved", by=8)
    count_outcome(organisation, "1", FAULT, "printing.clear_queue", "not_solved", by=2)

    assert contradictions.contradictions(organisation) == []


@pytest.fixture
def dead_end(organisation, technician):
    """A case with personal words, led one step, then handed over."""
    person = make_user(organisation, first_name="Camille", last_name="Rousseau")
    asset = make_asset(organisation, name="PC-COMPTA-04", serial="5CG9123ABC")
    words = "Bonjour, l'imprimante de Camille Rousseau ne sort rien, tel 06 12 34 56 78, PC-COMPTA-04 5CG9123ABC."
    ticket = open_ticket(person, words, by=technician, asset=asset)
    start(ticket, by=technician)
    step = advise(ticket, by=technician).advice.step
    answer_it(ticket, step.id, step.choices[0], by=technician)
    escalate(ticket, by=technician, team=make_team(organisation))
    return DeadEnd.objects.get()


def test_a_case_that_is_handed_over_is_queued_with_its_whole_way(dead_end, author):
    page = author.get("/base/dead-ends/").content.decode()

    assert dead_end.why == "handed_over"
    assert "1 étape" in page
    assert f"/base/from-case/{dead_end.diagnosis.ticket.number}/" in page


def test_what_is_drawn_from_a_case_holds_no_personal_data(dead_end, author):
    number = dead_end.diagnosis.ticket.number

    author.post(f"/base/from-case/{number}/", {"part": ["title", "complaint"], "to": "article"})
    answer = author.post(f"/base/from-case/{number}/", {"part": ["complaint"], "to": "cause"}, follow=True)

    article = Article.objects.get().texts.get()
    for text in (article.title, article.body, answer.content.decode().split('id="editor"')[1].split("</form>")[0]):
        for word in ("Camille", "Rousseau", "06 12", "COMPTA", "5CG9"):
            assert word not in text
    assert DeadEnd.objects.get().state == "written"


def test_another_organisation_draws_nothing(dead_end, client):
    client.force_login(make_technician(make_organisation()))

    assert client.get(f"/base/from-case/{dead_end.diagnosis.ticket.number}/").status_code == 404
    assert client.post(f"/base/dead-ends/{dead_end.pk}/", {"state": "passed"}).status_code == 404
