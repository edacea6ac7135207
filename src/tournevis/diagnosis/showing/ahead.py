"""Which answer would change the plan, in sentences."""

from __future__ import annotations

from tournevis.diagnosis.rules import Counsel
from tournevis.diagnosis.wording import language, typeset
from tournevis.troubleshooting.turning import turning, turning_text


def ahead(counsel: Counsel) -> list[str]:
    """What comes next under each answer; one more advice for each, so only where somebody asks for it."""
    found = turning(counsel.session, counsel.advice, counsel.allowance)
    return [typeset(line) for line in turning_text(counsel.session, found, language())]
