"""Reading records, with a remark and its place for each that is wrong."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .source import Remark

Record = TypeVar("Record", bound=BaseModel)


class Reader:
    """Gathers records and remarks over several files."""

    def __init__(self) -> None:
        self.remarks: list[Remark] = []
        self.places: dict[str, tuple[str, int]] = {}
        self.raw: dict[str, dict[str, Any]] = {"families": {}, "facts": {}, "symptoms": {}}

    def parse(self, model: type[Record], data: Any, file: str, line: int = 0) -> Record | None:
        """The record; None, with a remark for each thing that is wrong, at the line in `data` or else at `line`."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for item in error.errors():
                where = ".".join(str(part) for part in item["loc"])
                place = line_of(data, item["loc"]) or line
                self.remarks.append(Remark(file, place, f"{where}: {item['msg']}"))
            return None

    def place(self, kind: str, key: str, line: int, file: str) -> bool:
        """Note where a record stands; False, with a remark, when its id is taken."""
        name = f"{kind}:{key}"
        if name in self.places:
            first = "{}:{}".format(*self.places[name])
            self.remarks.append(Remark(file, line, f"{key} is already given at {first}; ids are unique"))
            return False
        self.places[name] = (file, line)
        return True


def line_of(data: Any, location: tuple[int | str, ...]) -> int:
    """The line of what `location` names in a file that was read, or of the nearest mapping around it."""
    line = getattr(data, "line", 0)
    for part in location:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            break
        line = getattr(data, "line", line)
    return line
