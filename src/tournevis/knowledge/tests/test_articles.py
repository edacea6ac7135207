"""Articles: written, translated, restored, published, reviewed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tournevis.files.tests.factories import make_attachment
from tournevis.knowledge import rules
from tournevis.knowledge.models import Article, Deflection, Kind, Revision, State
from tournevis.knowledge.queries import articles_of, due_for_review, linked_to, standing, text_for
from tournevis.knowledge.rules.articles import Overtaken
from tournevis.knowledge.tests.factories import make_article
from tournevis.people.models import AuditEntry
from tournevis.people.rules import Refused

__all__ = ["make_attachment"]


def test_every_change_is_a_revision_and_an_old_one_can_be_brought_back(technician):
    article = make_article(technician, body="Éteindre.")
    rules.write(article, "fr", {"body": "Rallumer."}, by=technician)
    rules.write(article, "fr", {"body": "Rallumer."}, by=technician)

    rules.restore(article, 1, by=technician)

    numbers = [(revision.number, revision.parts["body"], revision.restored) for revision in article.revisions.all()]
    assert numbers == [(3, "Éteindre.", 1), (2, "Rallumer.", None), (1, "Éteindre.", None)]
    assert article.texts.get().body == "Éteindre."
    with pytest.raises(TypeError):
        Revision.objects.get(number=1, article=article).save()
    with pytest.raises(Refused):
        rules.restore(article, 9, by=technician)


def test_a_writer_who_was_overtaken_is_told(technician):
    article = make_article(technician)
    rules.write(article, "fr", {"body": "Un"}, by=technician, expected=1)

    with pytest.raises(Overtaken):
        rules.write(article, "fr", {"body": "Deux"}, by=technician, expected=1)
    assert article.texts.get().body == "Un"


def test_a_missing_translation_is_flagged_and_so_is_one_that_fell_behind(technician):
    article = make_article(technician)
    assert standing(article).missing == ("en",)

    rules.write(article, "en", {"title": "Empty the queue"}, by=technician)
    assert standing(article).behind == ("fr",)
    rules.agree(article, "fr", by=technician)
    assert standing(article).is_whole

    rules.write(article, "fr", {"body": "Encore"}, by=technician)
    assert standing(article).behind == ("en",)
    assert text_for(article, "en").title == "Empty the queue"


def test_what_is_not_there_in_a_language_is_shown_in_the_other(technician):
    article = make_article(technician, language="en", title="Empty the queue")

    assert text_for(article, "fr").title == "Empty the queue"


@pytest.mark.parametrize(
    "parts", [{"title": " "}, {"title": "x" * 201}, {"body": "x" * 50_001}], ids=["none", "long title", "long body"]
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_kept(technician, parts):
    with pytest.raises(Refused):
        rules.draft_article(by=technician, **{"title": "Titre", **parts})
    assert not Article.objects.exists()


def test_an_article_of_a_fault_that_does_not_exist_is_refused(technician):
    with pytest.raises(Refused):
        rules.draft_article(by=technician, title="Titre", faults=["printing.nothing_of_the_kind"])


def test_a_known_error_is_found_by_the_fault_it_speaks_of(technician, user):
    article = make_article(
        technician, kind=Kind.KNOWN_ERROR, faults=["printing.paper_jam"], symptoms="Coincé", versions="2.1 à 2.3"
    )

    assert list(linked_to(technician, ["printing.paper_jam"])) == [article]
    assert list(linked_to(user, ["printing.paper_jam"])) == []


def test_a_scheduled_article_is_read_from_its_hour_on(manager, user):
    hour = timezone.now() + timedelta(hours=2)
    article = make_article(manager, settled={"state": State.PUBLIC, "publish_at": hour})

    assert rules.publish_due(hour - timedelta(minutes=1)) == 0
    assert list(articles_of(user)) == []
    assert rules.publish_due(hour) == 1
    assert list(articles_of(user)) == [article]
    assert AuditEntry.objects.filter(act="article.publish", actor=None).count() == 1


def test_an_article_past_its_review_is_queued_until_somebody_says_it_holds(technician, user):
    today = timezone.localdate()
    article = make_article(technician, settled={"review_on": today - timedelta(days=3)})
    make_article(technician)

    assert list(due_for_review(technician, today)) == [article]
    assert list(due_for_review(user, today)) == []
    rules.reviewed(article, by=technician)
    assert list(due_for_review(technician, today)) == []
    with pytest.raises(Refused):
        rules.reviewed(article, by=technician, again_on=today)


def test_a_reader_says_once_whether_it_helped_and_may_change_his_mind(manager, user):
    article = make_article(manager, settled={"state": State.PUBLIC})
    rules.vote(article, True, by=user)
    rules.vote(article, False, by=user)

    assert [vote.helpful for vote in article.votes.all()] == [False]


def test_what_spared_a_request_is_counted_by_day_without_a_name(organisation):
    day = rules.opened(organisation, "article:1")
    rules.opened(organisation, "article:1")
    rules.follow(organisation, [(day, "article:1")])

    row = Deflection.objects.get()
    assert (row.opened, row.followed) == (2, 1)
    assert {field.name for field in Deflection._meta.fields} == {
        "id",
        "organisation",
        "day",
        "subject",
        "opened",
        "followed",
    }
