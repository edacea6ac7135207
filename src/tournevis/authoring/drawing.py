"""From a closed case to what may be kept: its texts without personal data, a cause drafted from its findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from tournevis.authoring.editor import opened
from tournevis.authoring.models import Draft, Kind
from tournevis.authoring.picking import Sign, label
from tournevis.authoring.rules import save
from tournevis.authoring.standing import bench
from tournevis.authoring.writing import cause
from tournevis.authoring.writing.texts import Raw, slug
from tournevis.desk.models import Entry, Ticket
from tournevis.diagnosis import engine, storing
from tournevis.diagnosis.models import Diagnosis
from tournevis.knowledge.models import Article
from tournevis.knowledge.rules.articles import draft_article
from tournevis.language.scrubbing import Known, scrub
from tournevis.people.folding import fold
from tournevis.people.models import User
from tournevis.troubleshooting import OTHER
from tournevis.troubleshooting.state import State

MOST_PARTS = 40
MOST_LETTERS = 20_000  # of one part
SAID = (Entry.Kind.MESSAGE, Entry.Kind.NOTE)


@dataclass(frozen=True)
class Part:
    """A text of a case without personal data.

    Attributes:
        taken: how many things were taken out of it.
        told: it is an answer to the user, so likely worth keeping.
    """

    key: str
    text: str
    taken: int
    told: bool


def parts(ticket: Ticket, tongue: str) -> list[Part]:
    """The complaint, the messages and the notes of a case, as they may be kept."""
    entries = list(ticket.entries.filter(kind__in=SAID).exclude(body="").order_by("id")[:MOST_PARTS])
    texts = [("title", ticket.title), ("complaint", ticket.complaint), *((f"entry-{e.pk}", e.body) for e in entries)]
    known = known_of(ticket, [text for _key, text in texts])
    helpers = {f"entry-{e.pk}" for e in entries if e.public and e.author_id != ticket.requester_id}
    found = []
    for key, text in texts:
        done = scrub(text[:MOST_LETTERS], known, tongue)
        found.append(Part(key, done.text, sum(done.taken.values()), key in helpers))
    return found


def known_of(ticket: Ticket, texts: Iterable[str]) -> Known:
    """What the organisation knows to be personal, of what the texts could speak of."""
    words = {part for text in texts for part in fold(text).replace("-", " ").replace("'", " ").split()}
    people = ticket.organisation.users.values_list("first_name", "last_name")
    names = [name for pair in people for name in pair if _spoken(name, words)]
    machines = ticket.organisation.assets.filter(~Q(name="") | ~Q(serial="")).values_list("name", "serial")
    named = [(name, serial) for name, serial in machines if _spoken(name, words) or _spoken(serial, words)]
    return Known(
        names=names,
        machines=[name for name, _serial in named],
        serials=[serial for _name, serial in named],
        places=[site for site in ticket.organisation.sites.values_list("name", flat=True) if _spoken(site, words)],
        keep=trade_words(),
    )


def _spoken(name: str, words: set[str]) -> bool:
    return any(part in words for part in fold(name).replace("-", " ").replace("'", " ").split())


@lru_cache(maxsize=1)
def trade_words() -> frozenset[str]:
    """The words of the base: names that are also words of the trade are taken out only where they are written so."""
    base = engine.model().base
    texts = [text for fault in base.faults.values() for text in (fault.names.fr, fault.names.en)]
    texts += [text for fact in base.facts.values() for text in (fact.names.fr, fact.names.en)]
    return frozenset(word for text in texts for word in fold(text).replace("'", " ").split())


def article_from(ticket: Ticket, chosen: list[str], *, by: User, tongue: str) -> Article:
    """A draft of an article that holds the chosen parts; it speaks of the cause that the case was found to have.

    Raises:
        NotAllowed. Refused, TooLong: see `knowledge.rules.draft_article`.
    """
    kept = {part.key: part.text for part in parts(ticket, tongue)}
    body = "\n\n".join(kept[key] for key in chosen if key in kept and key != "title")
    fault = _cause_of(ticket)
    return draft_article(by=by, title=kept["title"], language=tongue, faults=[fault] if fault else [], body=body)


def _cause_of(ticket: Ticket) -> str:
    diagnosis = Diagnosis.objects.filter(ticket=ticket).first()
    known = diagnosis is not None and storing.load(diagnosis).state.solved_by is not None
    return diagnosis.likeliest if diagnosis and known and diagnosis.likeliest != OTHER else ""


def cause_from(ticket: Ticket, chosen: list[str], *, by: User, tongue: str) -> Draft:
    """A draft of a cause: what was said, what was found, what helped; the rest is for its author to say.

    Raises:
        NotAllowed, Refused: see `rules.save`.
    """
    texts = parts(ticket, tongue)
    kept = {part.key: part.text for part in texts}
    found = bench(by.organisation)
    index = found.index(tongue)
    diagnosis = Diagnosis.objects.filter(ticket=ticket).first()
    state = storing.load(diagnosis).state if diagnosis else State()
    told = [part.text for part in texts if part.told and part.key in chosen]
    signs = [Sign(one.fact, one.answer) for one in state.findings.values()]
    helped = [state.solved_by] if state.solved_by in found.base.remedies else []
    typed: Raw = {
        "name": kept["title"],
        "complaints": "\n".join(line[:300] for line in kept["complaint"].splitlines()[:6]),
        "plain": " ".join(" ".join(told).split())[:600],
        "often": "rare",
        "signs": [(label(found.base, sign, tongue), "usual") for sign in signs],
        "cures": [(index.remedy_name(remedy), "often") for remedy in helped if remedy],
        **dict.fromkeys(("technical", "prevent", "caution", "name_other", "complaints_other", "plain_other"), ""),
        **dict.fromkeys(cause.RISKS, "none"),
        "level": "first_line",
    }
    family = (diagnosis.likeliest if diagnosis else "").split(".")[0]
    family = family if family in found.base.families else next(iter(found.base.families))
    key = f"{family}.own_{slug(kept['title'], 40)}_{ticket.number}"
    editor = opened(by.organisation, found, Kind.FAULTS, "", tongue)
    assert editor is not None, "a new record always opens"
    content = cause.record(typed, editor.written, index, key)
    known = found.drafts.get(f"faults:{key}")
    return known or save(Kind.FAULTS, key, content, by=by, language=tongue, ticket=ticket.number)
