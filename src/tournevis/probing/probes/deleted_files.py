"""Deleted files that a disk or an image still holds."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from tournevis.facts import Datum, Reading

from ..contract import Probe, Target
from ..parsers.any import photorec_report
from ..reasons import Unread, got

RECOVERABLE = Datum(
    "files.recoverable", "keyword", names={"fr": "Fichiers récupérables", "en": "Files can be recovered"}
)
COUNT = Datum("files.recoverable_count", "number", names={"fr": "Fichiers retrouvés", "en": "Files found again"})
# PhotoRec ends with 1 when it was stopped or had nothing to write.
ENDED = (0, 1)
# Only where the file system keeps nothing; an unknown one is searched whole.
SEARCH = "partition_none,options,keep_corrupted_file_no,freespace,search"


def read(target: Target) -> Iterable[Reading]:
    """What PhotoRec finds in `source` (a partition or an image, opened for reading only).

    The files are written to a scratch folder that is deleted afterwards; it never lies on the source itself, for that
    would overwrite what is looked for. When time runs out, what was found counts; nothing found is then `unknown`.
    """
    source, scratch = Path(target.options["source"]), target.options.get("scratch", "")
    _look_first(source)
    with tempfile.TemporaryDirectory(prefix="tournevis-", dir=scratch or None) as folder:
        if _on_source(source, folder):
            raise Unread("needs_option", "scratch folder on another disk")
        finished = _search(target, source, folder)
        found = _found(Path(folder))
    yield got(COUNT, found, "photorec")
    yield got(RECOVERABLE, "yes" if found else "no" if finished else "unknown", "photorec")


def _look_first(source: Path) -> None:
    try:
        with source.open("rb") as file:
            file.read(1)
    except PermissionError:
        raise Unread("refused", str(source)) from None
    except OSError as error:
        raise Unread("none_here", f"{source}: {error.strerror}") from None


def _on_source(source: Path, folder: str) -> bool:
    """Whether the scratch folder lies on the device that is searched."""
    return source.is_block_device() and source.stat().st_rdev == Path(folder).stat().st_dev


def _search(target: Target, source: Path, folder: str) -> bool:
    """Runs PhotoRec; False when it had to be stopped."""
    if "," in str(source):  # its own command language would split the name
        raise Unread("bad_address", str(source))
    command = ("photorec", "/log", "/logname", f"{folder}/photorec.log", "/d", f"{folder}/found", "/cmd", str(source))
    machine = target.machine
    try:
        # The rest of the time is for counting and for deleting what was written.
        machine.run(*command, SEARCH, accept=ENDED, seconds=0.8 * machine.seconds_left())
    except Unread as reason:
        if reason.code != "slow":
            raise
        return False
    return True


def _found(folder: Path) -> int:
    """Files written, by PhotoRec's own reports."""
    reports = folder.glob("found.*/report.xml")
    return sum(len(photorec_report.parse(report.read_text("utf-8", "replace"))) for report in reports)


PROBE = Probe(
    id="deleted_files",
    names={"fr": "Fichiers effacés récupérables", "en": "Deleted files that can be recovered"},
    gives=(RECOVERABLE, COUNT),
    systems=frozenset({"linux", "macos"}),
    timeout=300.0,
    read=read,
    options=("source", "scratch"),
    needs=("source",),
)
