"""What is wrong with a value, in the reader's language; pydantic's own words where we have none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Kind of error (https://docs.pydantic.dev/latest/errors/validation_errors/) -> words; placeholders are its context.
WORDS: dict[str, str | Promise] = {
    "missing": _("This is missing."),
    "extra_forbidden": _("There is no such field."),
    "string_type": _("Text is expected."),
    "string_too_long": _("At most %(max_length)s characters."),
    "string_too_short": _("At least %(min_length)s characters."),
    "string_pattern_mismatch": _("This is not of the expected form."),
    "int_type": _("A whole number is expected."),
    "int_parsing": _("A whole number is expected."),
    "int_from_float": _("A whole number is expected."),
    "bool_type": _("True or false is expected."),
    "bool_parsing": _("True or false is expected."),
    "greater_than_equal": _("At least %(ge)s."),
    "greater_than": _("More than %(gt)s."),
    "less_than_equal": _("At most %(le)s."),
    "less_than": _("Less than %(lt)s."),
    "enum": _("One of these is expected: %(expected)s."),
    "literal_error": _("One of these is expected: %(expected)s."),
    "list_type": _("A list is expected."),
    "dict_type": _("An object is expected."),
    "model_attributes_type": _("An object is expected."),
    "too_long": _("At most %(max_length)s items."),
    "date_parsing": _("A date such as 2026-01-31 is expected."),
    "date_from_datetime_parsing": _("A date such as 2026-01-31 is expected."),
    "datetime_parsing": _("An instant such as 2026-01-31T08:30:00Z is expected."),
    "datetime_from_date_parsing": _("An instant such as 2026-01-31T08:30:00Z is expected."),
    "timezone_aware": _("An instant needs its time zone, such as Z."),
    "json_invalid": _("This is not JSON."),
}


def remark(error: Mapping[str, Any]) -> str:
    """One error of pydantic in words."""
    words = WORDS.get(str(error.get("type")))
    context = error.get("ctx") or {}
    try:
        return str(words) % context if words else str(error.get("msg", ""))
    except KeyError:
        return str(error.get("msg", ""))
