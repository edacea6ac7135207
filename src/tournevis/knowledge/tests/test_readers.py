"""Who reads which article: marks of the index and filter of lists agree, for every role of two organisations."""

from itertools import product

import pytest

from tournevis.files.tests.factories import make_attachment
from tournevis.knowledge import audience, rules
from tournevis.knowledge.models import Article, Sharing, State
from tournevis.knowledge.queries import articles_of
from tournevis.knowledge.tests.factories import make_article
from tournevis.people.models import Role
from tournevis.people.rules import NotAllowed, Refused, allowed
from tournevis.people.tests.factories import make_manager, make_organisation, make_team, make_technician, make_user


@pytest.fixture
def provider(organisation):
    organisation.serves_others = True
    organisation.save()
    return organisation


@pytest.fixture
def author(provider):
    return make_manager(provider)


@pytest.fixture
def customer(db):
    return make_organisation(serves_others=False)


@pytest.fixture
def every_article(provider, author, customer, technician):
    """One of each state, sharing, limit to a team, and hour."""
    team = make_team(provider, technician)
    found = {}
    for state, sharing, limited in product(State.values, Sharing.values, (False, True)):
        if limited and sharing != Sharing.OWN:
            continue
        settled = {"state": state, "sharing": sharing, "limited": limited, "team": team}
        shared_with = [customer] if sharing == Sharing.CHOSEN else None
        found[state, sharing, limited] = make_article(author, settled=settled | {"shared_with": shared_with})
    return found


def test_marks_and_filter_agree_for_every_role_of_both_organisations(every_article, provider, customer, technician):
    visitors = [
        make_user(home, role)
        for home in (provider, customer, make_organisation(serves_others=False))
        for role in Role.values
    ]

    for visitor in [*visitors, technician]:
        marks = set(audience.marks_read_by(visitor))
        by_marks = {key for key, article in every_article.items() if marks & set(audience.marks_of(article))}
        listed = set(articles_of(visitor).values_list("pk", flat=True))

        assert {every_article[key].pk for key in by_marks} == listed, (visitor.role, visitor.organisation)


def test_a_user_reads_what_is_public_and_nothing_else(every_article, user, customer):
    def read(visitor):
        return {key[0] for key, a in every_article.items() if allowed(visitor, "knowledge.see", a)}

    assert read(user) == {State.PUBLIC}
    assert read(make_user(customer)) == {State.PUBLIC}
    assert read(make_technician(customer)) == {State.PUBLIC, State.INTERNAL}


def test_a_teams_own_article_is_read_by_that_team_and_by_who_publishes(every_article, technician, author, provider):
    article = every_article[State.INTERNAL, Sharing.OWN, True]

    assert allowed(technician, "knowledge.see", article)
    assert allowed(author, "knowledge.see", article)
    assert not allowed(make_technician(provider), "knowledge.see", article)
    article.team.delete()
    assert not allowed(technician, "knowledge.see", Article.objects.get(pk=article.pk))


def test_nobody_elsewhere_changes_a_shared_article(every_article, customer):
    article = every_article[State.PUBLIC, Sharing.ALL, False]

    with pytest.raises(NotAllowed):
        rules.write(article, "fr", {"title": "Autre"}, by=make_manager(customer))


def test_only_the_organisation_that_serves_others_shares(customer):
    manager = make_manager(customer)
    article = make_article(manager)

    with pytest.raises(NotAllowed):
        rules.settle(article, by=manager, state=State.PUBLIC, sharing=Sharing.ALL)
    assert Article.objects.get(pk=article.pk).sharing == Sharing.OWN


def test_a_technician_writes_for_technicians_and_does_not_publish(technician, user):
    article = make_article(technician, settled={"state": State.INTERNAL})

    with pytest.raises(NotAllowed):
        rules.settle(article, by=technician, state=State.PUBLIC)
    with pytest.raises(NotAllowed):
        rules.draft_article(by=user, title="Non")


def test_what_a_team_alone_reads_is_not_shared(every_article, author):
    article = every_article[State.INTERNAL, Sharing.OWN, True]

    with pytest.raises(Refused):
        rules.settle(article, by=author, sharing=Sharing.ALL)


def test_a_picture_is_seen_by_who_reads_the_article_elsewhere_too(every_article, author, customer, user):
    shared, own = every_article[State.PUBLIC, Sharing.CHOSEN, False], every_article[State.PUBLIC, Sharing.OWN, False]
    stranger = make_user(customer)
    for article, seen_there in ((shared, True), (own, False)):
        picture = make_attachment(author)
        article.attachments.add(picture)

        assert allowed(user, "files.read", picture)
        assert allowed(stranger, "files.read", picture) is seen_there
    assert not allowed(stranger, "files.read", make_attachment(author))
