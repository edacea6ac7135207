"""A column whose text is sealed, and the value that stands for it without telling it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from .keyring import Keyring, load


def keyring() -> Keyring:
    """The keys of this installation.

    Raises:
        KeyProblem: they cannot be had.
    """
    return load(settings.KEYS_FILE)


class Sealed:
    """A sealed text. It shows as dots wherever it is printed, logged or put into a page; only `reveal` tells it."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    @classmethod
    def of(cls, text: str) -> Sealed:
        """`text`, sealed; an empty one stays empty."""
        return cls(keyring().seal(text) if text else "")

    def reveal(self) -> str:
        """The text.

        Raises:
            KeyProblem: no key here opens it.
        """
        return keyring().open(self.token) if self.token else ""

    def __bool__(self) -> bool:
        return bool(self.token)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.token == other.token

    def __hash__(self) -> int:
        return hash(self.token)

    def __str__(self) -> str:
        return "•••" if self.token else ""

    def __repr__(self) -> str:
        return f"Sealed({self})"


class SealedField(models.TextField):  # type: ignore[type-arg]
    """A secret: text is given to it, sealed on its way to the database; `Sealed` comes back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(blank=True, default=Sealed("") if "default" not in kwargs else kwargs["default"], editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """As a migration writes it: what every such column has is left out."""
        name, path, args, kwargs = super().deconstruct()
        for same in ("blank", "default", "editable"):
            kwargs.pop(same, None)
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_args: object) -> Sealed:
        """What the database holds, as it is used."""
        return Sealed(value or "")

    def to_python(self, value: Any) -> Sealed:
        """Text is sealed at once, so that it does not stay about."""
        return value if isinstance(value, Sealed) else Sealed.of(str(value or ""))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The value to keep; the instance keeps it sealed too."""
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> str:
        """The token."""
        return self.to_python(value).token

    def value_to_string(self, obj: models.Model) -> str:
        """The token, for Django's serialisers."""
        return self.get_prep_value(self.value_from_object(obj))
