"""An organisation's changes as a file that others can import: a zip of YAML files as those that are shipped.

`manifest.yaml` tells the schema, where the pack comes from, what was taken out, and the SHA-256 of each other file.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import yaml

from .records import OWNED, Changes, Records, id_of, named
from .source import MAX_BYTES, Located, PackError, Remark, parse_yaml

MANIFEST = "manifest.yaml"
SCHEMA = 1
MOST_FILES = 200
MOMENT = (1980, 1, 1, 0, 0, 0)  # of every file, so that the same changes give the same bytes
HEAD = ("schema", "family", "names", "share_percent", "share_basis")
KINDS = ("facts", "symptoms", *OWNED)


@dataclass(frozen=True)
class Pack:
    """What a pack holds.

    Attributes:
        changes: records as they shall be, None for those taken out.
        places: file and line of each.
        release: digest of the shipped base that it was made on; "" where it does not tell.
        title: where it comes from.
    """

    changes: Changes
    places: dict[str, tuple[str, int]]
    release: str = ""
    title: str = ""


def write_pack(changes: Mapping[str, Any], records: Records, *, release: str, title: str) -> bytes:
    """The zip of some changes.

    Args:
        records: all records of the base, for the heads of the families that the changes belong to.
    """
    files = {name: _yaml(content) for name, content in _files(changes, records).items()}
    manifest = {
        "schema": SCHEMA,
        "pack": title,
        "release": release,
        "removed": sorted(key for key, record in changes.items() if record is None),
        "files": {name: hashlib.sha256(text).hexdigest() for name, text in files.items()},
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {MANIFEST: _yaml(manifest), **files}.items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _files(changes: Mapping[str, Any], records: Records) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for kind, key, record in named(changes):
        if record is None:
            continue
        if kind in ("facts", "symptoms"):
            found.setdefault("facts.yaml", {"schema": SCHEMA}).setdefault(kind, []).append(record)
            continue
        family = key.split(".")[0]
        head = changes.get(f"families:{family}") or records[f"families:{family}"]
        whole = found.setdefault(f"family_{family}.yaml", {name: head[name] for name in HEAD})
        if kind in OWNED:
            whole.setdefault(kind, []).append(record)
    return found


def _yaml(content: Any) -> bytes:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120).encode()


def read_pack(raw: bytes, name: str) -> Pack:
    """The pack of a zip, or of one YAML file as those that are shipped.

    Raises:
        PackError: every reason for which it cannot be read, with file and line.
    """
    if len(raw) > MAX_BYTES:
        raise _refusal(name, 0, f"larger than {MAX_BYTES // 1_000_000} MB; split the pack")
    if not raw.strip():
        raise _refusal(name, 0, "the file is empty; export it again")
    texts = _unzipped(raw, name) if raw.startswith(b"PK") else {name: raw}
    manifest = _manifest(texts, name) if raw.startswith(b"PK") else Located()
    pack = Pack({}, {}, str(manifest.get("release", "")), str(manifest.get("pack", ""))[:200])
    remarks: list[Remark] = []
    for file, content in texts.items():
        try:
            _take(pack, _parsed(content, file), file, remarks)
        except PackError as error:
            remarks.extend(error.remarks)
    for key in manifest.get("removed") or ():
        pack.changes.setdefault(str(key), None)
        pack.places.setdefault(str(key), (MANIFEST, manifest.line))
    if remarks:
        raise PackError(remarks)
    if not pack.changes:
        raise _refusal(name, 0, "the pack holds no fault, question, remedy or symptom; export it again")
    return pack


def _refusal(file: str, line: int, message: str) -> PackError:
    return PackError([Remark(file, line, message)])


def _unzipped(raw: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MAX_BYTES:
                message = f"more than {MOST_FILES} files or {MAX_BYTES // 1_000_000} MB unpacked; split the pack"
                raise _refusal(name, 0, message)
            strange = [e.filename for e in entries if "/" in e.filename or not e.filename.endswith(".yaml")]
            if strange:
                raise _refusal(name, 0, f"{strange[0][:80]!r} is no YAML file of a pack; take it out")
            return {entry.filename: _bounded(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise _refusal(name, 0, f"not a readable zip ({error}); export it again") from error


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A member, never more than what it says it holds."""
    with archive.open(entry) as member:
        return member.read(min(entry.file_size, MAX_BYTES))


def _manifest(texts: dict[str, bytes], name: str) -> Located:
    raw = texts.pop(MANIFEST, None)
    if raw is None:
        raise _refusal(name, 0, f"no {MANIFEST} in it; export it from Tournevis, or send its YAML files one by one")
    manifest = _parsed(raw, MANIFEST)
    sums = manifest.get("files") or {}
    changed = [file for file, text in texts.items() if sums.get(file) != hashlib.sha256(text).hexdigest()]
    gone = sorted(set(map(str, sums)) - set(texts))
    if changed or gone:
        message = "changed or lost since its export; export it again, or send the YAML files one by one"
        raise _refusal((changed or gone)[0], 0, message)
    return manifest


def _parsed(raw: bytes, file: str) -> Located:
    try:
        data = parse_yaml(raw.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        raise _refusal(file, 0, f"not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    schema = data.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise _refusal(file, data.line, f"of a later version (schema {schema}, here {SCHEMA}); upgrade Tournevis")
    if schema != SCHEMA:
        raise _refusal(file, data.line, f"begins with no `schema: {SCHEMA}`; add it")
    return data


def _take(pack: Pack, data: Located, file: str, remarks: list[Remark]) -> None:
    """Add the records of one file to a pack."""
    if "family" in data:
        head = {key: data[key] for key in HEAD if key in data}
        _note(pack, "families", head, file, data.line, remarks)
    unknown = sorted(set(map(str, data)) - {*HEAD, *KINDS, "about", "version"})
    remarks += [Remark(file, data.line, f"unknown key {key!r}; take it out") for key in unknown]
    for kind in KINDS:
        rows = data.get(kind) or []
        for row in rows if isinstance(rows, list) else [rows]:
            if isinstance(row, Located):
                _note(pack, kind, row, file, row.line, remarks)
            else:
                remarks.append(Remark(file, data.line, f"{kind}: must be a list of records; mend it"))


def _note(pack: Pack, kind: str, record: Mapping[Any, Any], file: str, line: int, remarks: list[Remark]) -> None:
    name = f"{kind}:{id_of(kind, record)}"
    if name in pack.places:
        first = "{}:{}".format(*pack.places[name])
        remarks.append(Remark(file, line, f"{id_of(kind, record)} is already given at {first}; ids are unique"))
        return
    pack.changes[name], pack.places[name] = dict(record), (file, line)
