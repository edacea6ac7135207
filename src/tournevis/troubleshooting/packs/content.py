"""Schema 1 of the fault base: what an author writes, typed and closed (an unknown key is an error)."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from tournevis.facts import Condition

from .closed import Closed
from .safe import harmless
from .scales import Level, Scales
from .typography import french

MOST_LETTERS = 2000  # of one text
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)?$", max_length=80)]
Words = Annotated[
    str, StringConstraints(min_length=1, max_length=MOST_LETTERS, strip_whitespace=True), AfterValidator(harmless)
]
French = Annotated[Words, AfterValidator(french)]
RiskWord = Literal["none", "low", "medium", "high"]


class Text(Closed):
    """One text in both languages."""

    fr: French
    en: Words

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.fr


class TextList(Closed):
    """Several texts in both languages, in order."""

    fr: tuple[French, ...]
    en: tuple[Words, ...]

    def __getitem__(self, language: str) -> tuple[str, ...]:
        return self.en if language == "en" else self.fr


def _condition(raw: Any) -> Any:
    return Condition.parse(raw) if isinstance(raw, Mapping) else raw


When = Annotated[Condition, BeforeValidator(_condition)]


class Answer(Closed):
    """One thing that a fact can be; `when` says which typed reading means it."""

    id: Id
    fr: French
    en: Words
    when: When | None = None

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.fr


class Way(Closed):
    """One way to get a fact: a filter question (`ask`), or a probe's reading (`probe`, `reading`)."""

    ask: Text | None = None
    how: Text | None = None
    probe: Id | None = None
    reading: str | None = None
    map: tuple[dict[Any, Any], ...] = ()
    minutes: float = Field(default=0.1, ge=0, le=600)
    patience: str = "none"
    who: Literal["user", "technician"] = "user"
    needs: str | None = None

    @model_validator(mode="after")
    def _either(self) -> "Way":
        if (self.ask is None) == (self.probe is None):
            raise ValueError("a way is either `ask` or `probe`")
        if self.probe is not None and self.reading is None:
            raise ValueError("a probe way names the `reading` it takes")
        return self

    def cases(self, answers: tuple[Answer, ...]) -> list[tuple[Condition, str]]:
        """The conditions that turn a reading into an answer: this way's own map, else the answers' `when`."""
        if self.map:
            return [
                (Condition.parse({k: v for k, v in row.items() if k != "answer"}), row["answer"]) for row in self.map
            ]
        return [(answer.when, answer.id) for answer in answers if answer.when is not None]


class Fact(Closed):
    """A named, typed thing about a case, the answers it can have and the ways to get it, cheapest first."""

    id: Id
    names: Text
    type: Literal["choice", "number", "boolean", "keyword", "keywords", "text"] = "choice"
    unit: str = ""
    privacy: Literal["none", "personal", "secret"] = "none"
    answers: tuple[Answer, ...] = Field(min_length=2)
    usual: str | dict[str, str] | None = None
    ways: tuple[Way, ...] = Field(min_length=1)
    aliases: dict[str, dict[str, str]] = {}

    def answer(self, answer_id: str) -> Answer | None:
        """The answer of that id."""
        return next((answer for answer in self.answers if answer.id == answer_id), None)


class Symptom(Closed):
    """A fact that a user notices, to which complaints are matched; `urgent` is said at once."""

    id: Id
    family: Id
    names: Text
    phrases: TextList
    urgent: Text | None = None


class Use(Closed):
    """A remedy of a fault, with the chance that it cures it when done right."""

    use: Id
    cures: str


class Risk(Closed):
    """What may go wrong, in words; each counts."""

    data_loss: RiskWord = "none"
    security: RiskWord = "none"
    downtime: RiskWord = "none"

    @property
    def worst(self) -> RiskWord:
        """The highest of the three."""
        order: tuple[RiskWord, ...] = ("none", "low", "medium", "high")
        return max((self.data_loss, self.security, self.downtime), key=order.index)


class Explanation(Closed):
    """Why it happened, for two kinds of reader."""

    plain: Text
    technical: Text


class Fault(Closed):
    """A cause that explains symptoms."""

    id: Id
    names: Text
    complaints: TextList
    share: float = Field(gt=0, le=100)
    expects: dict[str, str | dict[str, str]] = {}
    shows: dict[str, str] = {}
    remedies: tuple[Use, ...] = Field(min_length=1)
    level: Level = "first_line"
    risk: Risk = Risk()
    explain: Explanation
    prevent: Text
    caution: Text | None = None
    sources: tuple[str, ...] = ()


class Guard(Closed):
    """What must hold before a remedy may be proposed: a fact's answer, or another remedy done."""

    fact: Id | None = None
    is_: tuple[str, ...] = Field(default=(), alias="is")
    done: Id | None = None
    say: Text

    @model_validator(mode="after")
    def _either(self) -> "Guard":
        if (self.fact is None) == (self.done is None):
            raise ValueError("a guard is either `fact` with `is`, or `done`")
        if self.fact is not None and not self.is_:
            raise ValueError("a fact guard lists the answers it wants in `is`")
        return self


class Check(Closed):
    """What proves that a remedy worked; `probe` names a fact that must then have one of `expect`."""

    fr: French
    en: Words
    probe: Id | None = None
    expect: tuple[str, ...] = ()

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.fr


class Minutes(Closed):
    """Whose time a remedy takes."""

    technician: float = Field(default=0, ge=0, le=6000)
    user: float = Field(default=0, ge=0, le=6000)


SYSTEMS = ("any", "windows", "macos", "linux", "device")


class Remedy(Closed):
    """Steps that repair a fault, with what they cost and risk, their undo and their check.

    `hides` names faults that it may silence without repairing them, `causes` faults that it may bring about; each with
    how likely that is, in a word.
    """

    id: Id
    names: Text
    steps: dict[Literal["any", "windows", "macos", "linux", "device"], TextList] = Field(min_length=1)
    by: Level
    minutes: Minutes
    money: str = "free"
    patience: str = "none"
    done_right: str = "nearly_always"
    holds: str = "nearly_always"
    kind: Literal["repair", "workaround", "containment", "show_how", "check_only"] = "repair"
    risk: Risk = Risk()
    consent: Text | None = None
    guards: tuple[Guard, ...] = ()
    setups: tuple[str, ...] = ()
    undo: Text | None = None
    irreversible: Text | None = None
    check: Check
    stale: tuple[str, ...] = ()
    hides: dict[Id, str] = {}
    causes: dict[Id, str] = {}
    part: Text | None = None
    picture: str | None = None

    def steps_for(self, system: str, language: str) -> tuple[str, ...]:
        """The steps on a system; those for any system where it has none of its own, else the first listed."""
        chosen = self.steps.get(system) or self.steps.get("any") or next(iter(self.steps.values()))  # type: ignore[call-overload]
        texts: TextList = chosen
        return texts[language]


class FamilyHead(Closed):
    """What a family is, apart from what it holds."""

    schema_: Literal[1] = Field(alias="schema")
    family: Id
    names: Text
    share_percent: float = Field(gt=0, le=100)
    share_basis: Text


class Family(FamilyHead):
    """A field of faults with its share of all tickets."""

    faults: tuple[Fault, ...] = Field(min_length=1)
    remedies: tuple[Remedy, ...] = ()


class Base(Closed):
    """The whole fault base, checked, by id."""

    version: str
    scales: Scales
    families: dict[str, Family]
    facts: dict[str, Fact]
    symptoms: dict[str, Symptom]

    @cached_property
    def faults(self) -> dict[str, Fault]:
        """Every fault, by id."""
        return {fault.id: fault for family in self.families.values() for fault in family.faults}

    @cached_property
    def remedies(self) -> dict[str, Remedy]:
        """Every remedy, by id; a family may use another's."""
        return {remedy.id: remedy for family in self.families.values() for remedy in family.remedies}

    @cached_property
    def aliases(self) -> dict[str, tuple[str, dict[str, str]]]:
        """Old fact id -> the fact that took it over, and its answers by old answer."""
        return {old: (fact.id, answers) for fact in self.facts.values() for old, answers in fact.aliases.items()}

    @cached_property
    def family_of(self) -> dict[str, str]:
        """Fault id -> family id."""
        return {fault.id: family.family for family in self.families.values() for fault in family.faults}

    def facts_of_probe(self, probe: str) -> list[tuple[Fact, Way]]:
        """Every fact that a probe's readings can tell, with the way it does."""
        return [(fact, way) for fact in self.facts.values() for way in fact.ways if way.probe == probe]
