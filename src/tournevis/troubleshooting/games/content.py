"""What a game declares, typed and closed: parts that may be at fault, what shows them, and the calls that read or mend.

A game is a machine with many parts, several of which may be at fault at once. It is played from the answers of calls
alone. All the knowledge is in its pack; the play knows no game.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from ..packs.closed import Closed

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=60)]


def _several(raw: Any) -> Any:
    return (raw,) if isinstance(raw, str | int | float | Mapping) else raw


States = Annotated[tuple[Name, ...], BeforeValidator(_several)]
Where = Mapping[Name, States]  # part or fact -> what it must be, all of them together
Terms = Annotated[tuple[str | float, ...], BeforeValidator(_several)]


class Part(Closed):
    """Something that may be at fault by itself.

    Attributes:
        states: state -> share at the start, the good state first; 0 for those that only a repair leads to.
        only: elsewhere the part stays good, whatever it is.
    """

    states: Mapping[Name, float]
    only: Where = Field(default_factory=dict)


class Rule(Closed):
    """One line of a fact: what it is where `when` holds; the last line holds everywhere."""

    when: Where = Field(default_factory=dict)
    value: Name = Field(alias="is")


class Sign(Closed):
    """What in an answer means a value; the first that fits counts, and one without any condition always fits.

    Attributes:
        text: a regular expression found in the answer.
        key: a key of the answer's JSON, compared by one of the others.
        below: the key's number is below the sum of these keys and numbers.
        before: the key's date is before this kept one ("today").
    """

    value: Name = Field(alias="is")
    text: str | None = None
    key: str | None = None
    equals: str | None = None
    below: Terms = ()
    before: str | None = None

    @model_validator(mode="after")
    def _compared(self) -> "Sign":
        compared = (self.equals is not None) + bool(self.below) + (self.before is not None)
        if compared != (self.key is not None):
            raise ValueError("`key` goes with one of `equals`, `below`, `before`")
        return self


class Keep(Closed):
    """What of a JSON answer is kept for later calls: a key's value; `among`: of the list's item that has these."""

    key: str
    among: Mapping[str, str] = Field(default_factory=dict)


class Each(Closed):
    """A call made for one kept thing after another until `key` of the answer is the kept `equals`."""

    name: Name
    among: Name
    key: str
    equals: Name


class Step(Closed):
    """One call.

    Attributes:
        kind: a read changes nothing; a write does; handing over ends the game.
        by: whose tool it is: the user's answers may be mistaken, the agent's are not.
        arguments: a text in braces stands for what was kept.
        when: sets of conditions, one of which must be known to hold.
        moves: part -> what each of its states becomes.
        screens: what its answer shows.
    """

    kind: Literal["read", "write", "hand_over"]
    by: Literal["user", "agent"]
    tool: str
    arguments: Mapping[str, str | float] = Field(default_factory=dict)
    calls: float = Field(default=1.0, gt=0)
    when: Annotated[tuple[Where, ...], BeforeValidator(_several)] = ()
    moves: Mapping[Name, Mapping[Name, Name]] = Field(default_factory=dict)
    screens: States = ()
    keeps: Mapping[Name, Keep] = Field(default_factory=dict)
    each: Each | None = None


class Complaint(Closed):
    """What is asked for.

    Attributes:
        words: a regular expression that the complaint's text fits.
        goal: the fact that must be so.
        parts: part -> states that can matter to the goal (none named: all of them); other parts are taken as good.
    """

    words: str
    goal: Where
    parts: Mapping[Name, States]


class Told(Closed):
    """What the complaint's text tells: parts' states and things kept, by regular expressions."""

    parts: Mapping[Name, Mapping[Name, str]] = Field(default_factory=dict)
    keeps: Mapping[Name, str] = Field(default_factory=dict)


class Game(Closed):
    """A whole game.

    Attributes:
        keeps: what is known before (today's date).
        refused: a regular expression of an answer that means "not done".
        kinds: name of a fault -> the states it puts parts in; for measuring, a play never looks at them.
    """

    schema_: Literal[1] = Field(alias="schema")
    about: str
    keeps: Mapping[Name, str] = Field(default_factory=dict)
    refused: str
    told: Told
    parts: Mapping[Name, Part]
    facts: Mapping[Name, tuple[Rule, ...]]
    screens: Mapping[Name, Mapping[Name, tuple[Sign, ...]]]
    steps: Mapping[Name, Step]
    complaints: Mapping[Name, Complaint]
    kinds: Mapping[str, Where] = Field(default_factory=dict)

    def values(self, name: str) -> tuple[str, ...]:
        """What a part or fact can be, in declared order."""
        if name in self.parts:
            return tuple(self.parts[name].states)
        return tuple(dict.fromkeys(rule.value for rule in self.facts[name]))
