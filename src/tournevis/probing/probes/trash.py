"""Files in the user's recycle bin."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.windows.records import number
from ..reasons import Unread, got

COUNT = Datum("files.in_trash", "number", names={"fr": "Éléments dans la corbeille", "en": "Items in the bin"})
RECYCLE_BIN = 10
SCRIPT = f"[pscustomobject]@{{Count=(New-Object -ComObject Shell.Application).NameSpace({RECYCLE_BIN}).Items().Count}}"


def read(target: Target) -> Iterable[Reading]:
    """How many files and folders were thrown away and not yet lost."""
    machine = target.machine
    match machine.system:
        case "windows":
            record = next(iter(powershell.records(machine, SCRIPT)), {})
            count = number(record, "Count")
            yield got(COUNT, None if count is None else int(count))
        case "macos":
            yield got(COUNT, _count(machine, f"{machine.home()}/.Trash"))
        case _:
            data = machine.variable("XDG_DATA_HOME") or f"{machine.home()}/.local/share"
            yield got(COUNT, _count(machine, f"{data}/Trash/files"))


def _count(machine: Machine, folder: str) -> int:
    try:
        return len([name for name in machine.names(folder) if name != ".DS_Store"])
    except Unread as reason:
        if reason.code == "none_here":  # nothing was ever thrown away
            return 0
        raise


PROBE = Probe(
    id="trash",
    names={"fr": "Corbeille", "en": "Recycle bin"},
    gives=(COUNT,),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=10.0,
    read=read,
)
