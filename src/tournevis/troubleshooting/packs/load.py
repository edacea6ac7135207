"""Loading a folder of packs into a checked base."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path
from pydantic import BaseModel, ValidationError

from .content import Base, Fact, Family, Symptom
from .lint import Places, cross_check
from .reading import Reader
from .scales import Scales
from .source import Located, PackError, Remark, read_yaml

TOP_KEYS = {"schema", "version", "about", "facts", "symptoms"}


def shipped_folder() -> Path:
    """Where the packs that come with the product lie."""
    return Path(str(files("tournevis") / "faultbase"))


def load_base(folder: Path | None = None) -> Base:
    """The fault base of a folder (the shipped one by default): parsed, validated, every reference resolved.

    A base that was checked once is kept as JSON in the user's cache, by the digest of its files.

    Raises:
        PackError: with every remark found, each with file and line; nothing is half loaded.
    """
    folder = folder or shipped_folder()
    paths = sorted(folder.glob("*.yaml"))
    cached = _cache_file(paths)
    if cached.is_file():
        try:
            return Base.model_validate_json(cached.read_bytes())
        except (ValidationError, OSError):
            cached.unlink(missing_ok=True)
    base, raw, _places = _assemble(folder, paths)
    _keep(cached, raw)
    return base


def read_content(folder: Path | None = None) -> dict[str, Any]:
    """What the files of a base hold, checked as by `load_base`, as plain JSON: for those who keep or change it.

    Raises:
        PackError: as `load_base`.
    """
    folder = folder or shipped_folder()
    paths = sorted(folder.glob("*.yaml"))
    try:
        kept: dict[str, Any] = json.loads(_cache_file(paths).read_bytes())
    except (OSError, ValueError):
        _base, raw, _places = _assemble(folder, paths)
        kept = json.loads(json.dumps(raw))
    return kept


def read_base(folder: Path | None = None) -> tuple[Base, Places]:
    """As `load_base`, always from the files, with the place of each record: "faults:<id>" -> file and line.

    Raises:
        PackError: as `load_base`.
    """
    folder = folder or shipped_folder()
    base, _raw, places = _assemble(folder, sorted(folder.glob("*.yaml")))
    return base, places


def _cache_file(paths: list[Path]) -> Path:
    digest = hashlib.sha256()
    for path in [*paths, *sorted(Path(__file__).parent.glob("*.py"))]:
        try:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        except OSError:
            continue
    return user_cache_path("tournevis") / f"base-{digest.hexdigest()[:24]}.json"


def _keep(path: Path, raw: dict[str, Any]) -> None:
    """Best effort: a base is only slower to load where the cache cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(f".{hashlib.sha256(str(path).encode()).hexdigest()[:6]}")
        scratch.write_text(json.dumps(raw))
        scratch.replace(path)
    except OSError:
        return


def _read_family(reader: Reader, data: Located, file: str) -> None:
    family = reader.parse(Family, data, file)
    if family is None or not reader.place("families", family.family, data.line, file):
        return
    reader.raw["families"][family.family] = data
    for kind in ("faults", "remedies"):
        for record in data.get(kind) or ():
            reader.place(kind, str(record["id"]), record.line, file)


def _read_facts(reader: Reader, data: Located, file: str) -> None:
    models: dict[str, type[BaseModel]] = {"facts": Fact, "symptoms": Symptom}
    for kind, model in models.items():
        for record in data.get(kind) or ():
            parsed = reader.parse(model, record, file)
            if parsed is not None and reader.place(kind, str(record["id"]), record.line, file):
                reader.raw[kind][str(record["id"])] = record
    for key in sorted(str(key) for key in set(data) - TOP_KEYS):
        reader.remarks.append(Remark(file, data.line, f"unknown key {key!r}"))


def _read_file(reader: Reader, path: Path) -> None:
    data = read_yaml(path)
    read = _read_family if "family" in data else _read_facts
    read(reader, data, path.name)


def _assemble(folder: Path, paths: list[Path]) -> tuple[Base, dict[str, Any], Places]:
    reader = Reader()
    scales_path = folder / "scales.yaml"
    if scales_path not in paths:
        raise PackError([Remark("scales.yaml", 0, f"missing in {folder.name}: the table behind the words")])
    scales = read_yaml(scales_path)
    checked = reader.parse(Scales, scales, scales_path.name)
    for path in paths:
        if path == scales_path:
            continue
        try:
            _read_file(reader, path)
        except PackError as error:
            reader.remarks.extend(error.remarks)
    if reader.remarks or checked is None:
        raise PackError(reader.remarks)
    raw = {"version": str(scales["version"]), "scales": scales, **reader.raw}
    base = Base.model_validate(raw)
    remarks = list(cross_check(base, reader.places))
    if remarks:
        raise PackError(remarks)
    return base, raw, reader.places
