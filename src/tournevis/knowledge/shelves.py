"""Where the search keeps the words of articles: one shelf for each mark of `audience`."""

from __future__ import annotations

from tournevis.knowledge import audience
from tournevis.knowledge.models import Article
from tournevis.people.models import Organisation, User
from tournevis.search.rules import replace
from tournevis.search.weighing import Text

BEGINNING = "A"
TITLE_BOOST, SYMPTOMS_BOOST = 4.0, 2.0


def shelves_of(user: User) -> list[str]:
    """The shelves that `user` reads."""
    return [f"{BEGINNING}{mark}" for mark in audience.marks_read_by(user)]


def article_shelves(organisation: Organisation) -> list[str]:
    """The shelves that only articles of an organisation, or for it alone, stand on."""
    letters = (audience.EVERYBODY, audience.STAFF, audience.AUTHORS)
    teams = organisation.teams.values_list("pk", flat=True)
    marks = [f"{letter}{organisation.pk}" for letter in letters]
    marks += [f"{letter}{team}" for letter in (audience.TEAM, audience.TEAM_AUTHORS) for team in teams]
    return [f"{BEGINNING}{mark}" for mark in marks]


def index(article: Article) -> None:
    """Let the article be found by what it says now, by those who may read it now."""
    texts: list[Text] = []
    for text in article.texts.all():
        rest = f"{text.body} {text.cause} {text.workaround} {text.solution} {article.versions}"
        texts += [Text(text.title, TITLE_BOOST), Text(text.symptoms, SYMPTOMS_BOOST), Text(rest)]
    marks = audience.marks_of(article) if texts else []
    replace(article.pk, {f"{BEGINNING}{mark}": texts for mark in marks}, beginning=BEGINNING)
