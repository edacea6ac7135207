"""Which rows of a table belong to which organisation, as PostgreSQL checks it.

A table belongs to an organisation by its own column, or by the row that owns it: the first key to a table of an
organisation that may not be empty and takes its rows along when they go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import CASCADE, ForeignKey, Model

OURS = "(SELECT string_to_array(current_setting('tournevis.organisations', true), ',')::bigint[])::bigint[]"
DIRECTORY = "(SELECT current_setting('tournevis.directory', true) = 'on')"
# Tables that belong to no organisation, each with the reason why all may read it.
SHARED: Mapping[str, str] = {
    "auth.Group": "names of groups that the product does not use",
    "auth.Group_permissions": "as above",
    "auth.Permission": "names of tables",
    "contenttypes.ContentType": "names of tables",
    "sessions.Session": "of the framework, unused",
    "people.Installation": "settings that all share; secrets in it are sealed",
    "people.FailedSignIn": "counted before anybody is known",
    "signon.Session": "read before anybody is known; found only by a secret",
    "signon.Policy": "settings that all share",
    "knowledge.Release": "the fault base that all share",
    "knowledge.Article_shared_with": "numbers only; the article decides who reads it",
    "diagnosis.RefusedJoin": "counted before anybody is known",
}
# Where the owning row is not the first that fits.
PARENTS: Mapping[str, str] = {"knowledge.Vote": "voter"}
# Tables whose column names the organisation: shelves of tickets do by its number (see `desk.shelves`); those of
# articles, which may be shared and name teams too, are not kept apart here.
NUMBERED: Mapping[str, str] = {"search.Posting": "shelf", "search.Word": "shelf"}
# What may be read beyond what one owns.
_MEMBER = "EXISTS (SELECT 1 FROM people_membership m WHERE m.user_id = {row}.id AND m.organisation_id = ANY ({ours}))"
_SHARED_ARTICLE = (
    "{row}.sharing = 'all' OR {row}.sharing = 'chosen' AND EXISTS (SELECT 1 FROM knowledge_article_shared_with s "
    "WHERE s.article_id = {row}.id AND s.organisation_id = ANY ({ours}))"
)
READABLE: Mapping[str, str] = {
    "people.User": f"{_MEMBER} OR {{directory}}",
    "people.Membership": "{directory}",
    "people.Organisation": "{directory}",
    "people.Site": "{directory}",
    "api.Token": "{directory}",
    "signon.Provider": "{directory}",
    "knowledge.Article": _SHARED_ARTICLE,
}


@dataclass(frozen=True)
class Policy:
    """What a table lets through: `reads` which rows are seen, `writes` which are changed, `adds` which are new."""

    table: str
    reads: str
    writes: str

    @property
    def adds(self) -> str:
        """A new organisation is nobody's yet, and empty."""
        return "true" if self.table == "people_organisation" else self.writes


def policies() -> Iterator[Policy]:
    """One for each table of an organisation."""
    for model in apps.get_models(include_auto_created=True):
        if belongs(model):
            table = model._meta.db_table
            yield Policy(table, _reads(model, table), _writes(model, table))


def unguarded() -> list[str]:
    """Tables that are neither of an organisation nor known to be shared: there should be none."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return [model._meta.label for model in models if not belongs(model) and model._meta.label not in SHARED]


def belongs(model: type[Model]) -> bool:
    """Whether the rows of a table belong to an organisation."""
    label = model._meta.label
    if label in SHARED:
        return False
    return label == "people.Organisation" or label in NUMBERED or bool(_own(model) or _parent(model))


def _writes(model: type[Model], row: str, depth: int = 0) -> str:
    label = model._meta.label
    if label == "people.Organisation":
        return f"{row}.id = ANY ({OURS})"
    if column := NUMBERED.get(label):
        number = f"substring({row}.{column} from '^[TN]([0-9]+)$')::bigint"
        return f"coalesce({number} = ANY ({OURS}), {row}.{column} !~ '^[TN][0-9]+$')"
    if key := _own(model):
        return f"{row}.{key.column} = ANY ({OURS})"
    return _by_parent(model, row, depth, _writes)


def _reads(model: type[Model], row: str, depth: int = 0) -> str:
    own = _own(model) or model._meta.label == "people.Organisation" or model._meta.label in NUMBERED
    found = _writes(model, row, depth) if own else _by_parent(model, row, depth, _reads)
    if more := READABLE.get(model._meta.label):
        return f"{found} OR {more.format(row=row, ours=OURS, directory=DIRECTORY)}"
    return found


def _by_parent(model: type[Model], row: str, depth: int, rule: object) -> str:
    key = _parent(model)
    assert key is not None, f"{model._meta.label} belongs to no organisation"
    assert callable(rule)
    other, alias = key.related_model, f"p{depth}"
    inside = rule(other, alias, depth + 1)
    found = f"{alias}.{key.target_field.column} = {row}.{key.column} AND ({inside})"
    return f"EXISTS (SELECT 1 FROM {other._meta.db_table} {alias} WHERE {found})"


def _own(model: type[Model]) -> ForeignKey[Model, Model] | None:
    if model._meta.auto_created:
        return None  # the link of a many-to-many belongs to whose list it is
    return next((key for key in _keys(model) if key.name == "organisation" and not key.null), None)


def _parent(model: type[Model]) -> ForeignKey[Model, Model] | None:
    wanted = PARENTS.get(model._meta.label)
    source: object = model._meta.auto_created or None
    for key in _keys(model):
        if (wanted and key.name != wanted) or (source and key.related_model is not source):
            continue
        takes_along = key.remote_field.on_delete is CASCADE and not key.null
        if takes_along and key.related_model is not model and belongs(key.related_model):
            return key
    return None


def _keys(model: type[Model]) -> Iterator[ForeignKey[Model, Model]]:
    for field in model._meta.local_fields:
        if isinstance(field, ForeignKey):
            yield field
