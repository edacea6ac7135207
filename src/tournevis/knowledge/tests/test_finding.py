"""Finding articles: what somebody may not read shows neither as result, nor in counts, nor in mended words."""

import pytest

from tournevis.knowledge import rules
from tournevis.knowledge.models import Sharing, State
from tournevis.knowledge.queries import articles_of, find_articles
from tournevis.knowledge.tests.factories import make_article
from tournevis.people.models import Role
from tournevis.people.tests.factories import make_manager, make_organisation, make_team, make_technician, make_user

WORDS = {State.DRAFT: "glockenspiel", State.INTERNAL: "xylophone", State.PUBLIC: "vibraphone"}
SLIPS = {"glockenspil": State.DRAFT, "xylophnoe": State.INTERNAL, "vibrafone": State.PUBLIC}


@pytest.fixture
def two_houses(organisation):
    """Articles of each state in two organisations, each with a word that no other has."""
    organisation.serves_others = True
    organisation.save()
    for home, tail in ((organisation, "a"), (make_organisation(), "b")):
        author = make_manager(home)
        for state, word in WORDS.items():
            make_article(author, title=f"{word}{tail}", body="Imprimante", settled={"state": state})
        team = make_team(home, make_technician(home))
        make_article(author, title=f"carillon{tail}", settled={"state": "internal", "team": team, "limited": True})
    return organisation


def test_every_role_finds_by_each_word_exactly_what_it_may_read(two_houses):
    for role in Role.values:
        visitor = make_user(two_houses, role)
        may = {article.texts.all()[0].title for article in articles_of(visitor)}
        for word in (*WORDS.values(), "carillon"):
            for tail in "ab":
                answer = find_articles(visitor, f"{word}{tail}", limit=10)
                titles = {article.texts.all()[0].title for article in answer.articles}
                assert (f"{word}{tail}" in titles) == (f"{word}{tail}" in may), (role, word, tail)
                assert titles <= may
                assert set(answer.mended.values()) <= may
        assert {a.pk for a in find_articles(visitor, "imprimante", limit=99).articles} <= {
            a.pk for a in articles_of(visitor)
        }


def test_a_slip_is_never_taken_for_a_word_that_one_may_not_read(two_houses, user):
    for slip, state in SLIPS.items():
        answer = find_articles(user, f"{slip}a", limit=10)
        assert bool(answer.articles) == bool(answer.mended) == (state == State.PUBLIC), slip
        assert find_articles(user, f"{slip}b", limit=10).mended.get(f"{slip}b", "a")[-1] == "a"


def test_an_article_is_found_by_others_as_soon_as_it_is_shared_and_no_longer_when_it_is_not(two_houses):
    manager, customer = make_manager(two_houses), make_organisation()
    article = make_article(manager, title="Ocarina", settled={"state": State.PUBLIC})
    guest = make_user(customer)

    def found():
        return find_articles(guest, "ocarina", limit=5).articles

    assert found() == []
    rules.settle(article, by=manager, sharing=Sharing.CHOSEN, shared_with=[customer])
    assert found() == [article]
    rules.settle(article, by=manager, sharing=Sharing.ALL)
    assert found() == [article]
    rules.settle(article, by=manager, sharing=Sharing.OWN)
    assert found() == []


def test_for_an_answer_only_what_users_read_is_proposed(two_houses, technician):
    assert len(find_articles(technician, "imprimante", limit=9).articles) == 3
    assert len(find_articles(technician, "imprimante", limit=9, public=True).articles) == 1


def test_an_article_is_found_in_both_its_languages_and_by_what_it_says_now(technician):
    article = make_article(technician, title="Vider la file", body="Redémarrer le spouleur.")
    rules.write(article, "en", {"title": "Empty the queue", "body": "Restart the spooler."}, by=technician)

    for text in ("spouleur", "spooler", "file vider", "queues"):
        assert find_articles(technician, text, limit=5).articles == [article], text
    rules.write(article, "fr", {"body": "Rallumer la boussole."}, by=technician)
    assert find_articles(technician, "boussole", limit=5).articles == [article]
    rules.write(article, "fr", {"body": "Rallumer."}, by=technician)
    assert find_articles(technician, "boussole", limit=5).articles == []
