"""Why something could not be read: short codes, the outcome that each means, and the words shown for it."""

from dataclasses import dataclass

from tournevis.facts import Datum, Outcome, Reading


@dataclass(frozen=True)
class Reason:
    """One way in which reading fails; `fr` and `en` complete "could not be read, because"."""

    outcome: Outcome
    fr: str
    en: str


REASONS = {
    "tool_missing": Reason(Outcome.ABSENT, "l'outil nécessaire n'est pas installé", "the tool needed is not installed"),
    "refused": Reason(Outcome.REFUSED, "l'accès est refusé", "access is refused"),
    "slow": Reason(Outcome.ABSENT, "il n'y a pas eu de réponse à temps", "there was no answer in time"),
    "too_much": Reason(Outcome.GARBLED, "la réponse est anormalement longue", "the answer is abnormally long"),
    "garbled": Reason(Outcome.GARBLED, "la réponse n'est pas lisible", "the answer makes no sense"),
    "failed": Reason(Outcome.ABSENT, "l'outil de mesure a échoué", "the measuring tool failed"),
    "unreachable": Reason(Outcome.ABSENT, "l'appareil ne répond pas sur le réseau", "the device does not answer"),
    "device_error": Reason(Outcome.ABSENT, "l'appareil a répondu par une erreur", "the device answered with an error"),
    "bad_address": Reason(Outcome.ABSENT, "l'adresse n'est pas utilisable", "the address cannot be used"),
    "none_here": Reason(Outcome.ABSENT, "cette machine n'en a pas", "this machine has none"),
    "not_told": Reason(Outcome.ABSENT, "cette valeur n'est pas donnée ici", "this value is not given here"),
    "other_system": Reason(Outcome.ABSENT, "cette mesure n'existe pas sur ce système", "this system has no such check"),
    "needs_option": Reason(Outcome.ABSENT, "il faut dire où regarder", "it must be told where to look"),
    "unknown_probe": Reason(Outcome.ABSENT, "cette mesure n'existe pas", "there is no such probe"),
    "defect": Reason(Outcome.ABSENT, "la mesure a rencontré une erreur de programme", "the probe met a program error"),
}


class Unread(Exception):
    """Nothing could be read; carries the reason's code and, where it helps, a short English detail."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, " ".join(detail.split())[:160]

    @property
    def outcome(self) -> Outcome:
        """The outcome that the reason means."""
        return REASONS[self.code].outcome

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else self.code


def explain(because: str, language: str = "en") -> str:
    """The words for a reading's `because`, in French or English, with its detail in brackets.

    >>> explain("tool_missing: smartctl", "fr")
    "l'outil nécessaire n'est pas installé (smartctl)"
    """
    code, _, detail = because.partition(": ")
    reason = REASONS.get(code)
    if reason is None:
        return because
    words = reason.fr if language == "fr" else reason.en
    return f"{words} ({detail})" if detail else words


def got(datum: Datum, value: float | int | bool | str | tuple[str, ...] | None, source: str = "") -> Reading:
    """A reading of `datum`; None means that the source does not give it, numbers keep one decimal."""
    if value is None:
        return unread(datum, Unread("not_told"), source)
    if isinstance(value, float):
        value = round(value, 1)
    return Reading(datum.name, Outcome.VALUE, value, datum.unit, source=source)


def unread(datum: Datum, reason: Unread, source: str = "") -> Reading:
    """The reading that says why `datum` could not be read."""
    return Reading(datum.name, reason.outcome, unit=datum.unit, because=str(reason), source=source)
