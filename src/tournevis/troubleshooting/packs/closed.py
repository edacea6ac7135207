"""What every record of a pack is: frozen, and closed to keys that it does not know."""

from pydantic import BaseModel, ConfigDict


class Closed(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
