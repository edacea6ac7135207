"""All that is held on a person in one archive: for programs as JSON, for people as a page, with his files."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from tournevis.people import personal
from tournevis.people.models import Installation, User
from tournevis.people.rules import record, require

from .labels import labelled

IN_MEMORY = 5_000_000  # bytes; a larger archive is made on the disk
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c2430; }
article { border-top: 1px solid #ccd; padding: .6rem 0; }
dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: .2rem 1rem; margin: 0; }
dt, .why { color: #556; }
dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: 0; padding-left: 1.1rem; }
"""


def export_person(
    person: User, *, by: User, now: datetime, reason: str = "", whole: bool = False, address: str | None = None
) -> IO[bytes]:
    """The archive, open at its start, gone once closed; that it was handed out is noted.

    Args:
        whole: with the notes between technicians; for an administrator, who has to look them through.

    Raises:
        NotAllowed: `by` is neither the person himself, without `whole`, nor an administrator of his organisation.
    """
    if by.pk != person.pk or whole:
        require(by, "people.administer", person)
    asked = personal.Request(person, whole)
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        told = _told(asked, now)
        archive.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=1, default=str))
        archive.writestr("index.html", _page(told))
        archive.writestr("style.css", STYLE)
        for kind in personal.kinds():
            for file in kind.files(asked):
                with file.open() as source, archive.open(file.name, "w") as member:
                    shutil.copyfileobj(source, member)
    after = {"whole": whole, "count": sum(len(kind["rows"]) for kind in told["kinds"])}
    record(by, "person.export", person, after=after, reason=reason, address=address)
    out.seek(0)
    return out


def _told(asked: personal.Request, now: datetime) -> dict[str, Any]:
    return {
        "service": Installation.current().service_name,
        "person": str(asked.person),
        "made": now.isoformat(),
        "language": get_language(),
        "kinds": [_kind(kind, asked) for kind in personal.kinds()],
    }


def _kind(kind: personal.Kind, asked: personal.Request) -> dict[str, Any]:
    return {
        "key": kind.key,
        "name": str(kind.name),
        "purpose": str(kind.purpose),
        "ground": str(kind.ground),
        "kept_after_an_erasure": str(kind.kept),
        "rows": list(kind.rows(asked)),
    }


def _page(told: Mapping[str, Any]) -> str:
    kinds = [{**kind, "rows": [labelled(row) for row in kind["rows"]]} for kind in told["kinds"]]
    return render_to_string("operations/export.html", {**told, "kinds": kinds})
