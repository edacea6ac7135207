"""The one table behind the authors' words, every number within its bounds."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .closed import Closed

Level = Literal["user", "first_line", "second_line", "on_site"]
LEVELS: tuple[Level, ...] = ("user", "first_line", "second_line", "on_site")
Chance = Annotated[float, Field(gt=0, lt=1)]
Cost = Annotated[float, Field(ge=0)]
TABLES: dict[str, tuple[str, ...]] = {
    "risk": ("none", "low", "medium", "high"),
    "weights": ("technician", "user", "euro"),
    "levels": LEVELS,
}


class Scales(Closed):
    """The one table behind the authors' words.

    `passing` lists the set-ups that end a row of repairs (a restart); the others stand once they are had. Outside
    hours, going somewhere and reaching a level cost `out_of_hours` times as much.
    """

    schema_: Literal[1] = Field(alias="schema")
    version: str
    likelihoods: dict[str, Chance]
    usual_answer: float = Field(gt=0, lt=1)
    other_share: float = Field(gt=0, lt=1)
    money: dict[str, Cost]
    patience: dict[str, Cost]
    risk: dict[str, Cost]
    weights: dict[str, Cost]
    setups: dict[str, Cost]
    passing: tuple[str, ...] = ("reboot",)
    levels: dict[str, Cost]
    out_of_hours: float = Field(default=2.0, ge=1)
    escalation: float = Field(gt=0)

    @model_validator(mode="after")
    def _complete(self) -> "Scales":
        for table, names in TABLES.items():
            missing = [name for name in names if name not in getattr(self, table)]
            if missing:
                raise ValueError(f"{table}: add {', '.join(missing)}")
        unknown = [name for name in self.passing if name not in self.setups]
        if unknown:
            raise ValueError(f"passing: {', '.join(unknown)} is no set-up; add it to `setups`, or take it out")
        return self
