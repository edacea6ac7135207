"""Questions to Windows: CIM classes and short scripts, answered in JSON."""

from .machine import Machine
from .parsers.windows.records import Record, parse
from .reasons import Unread

PRELUDE = "$ErrorActionPreference='Stop';[Console]::OutputEncoding=[Text.Encoding]::UTF8;"


def records(machine: Machine, script: str) -> tuple[Record, ...]:
    """The objects that a PowerShell pipeline gives."""
    command = f"{PRELUDE}{script} | ConvertTo-Json -Compress -Depth 3"
    return parse(machine.run("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", command))


def cim(
    machine: Machine, name: str, *properties: str, where: str = "", space: str = "root/cimv2"
) -> tuple[Record, ...]:
    """The instances of a CIM class; an old Windows without PowerShell is asked through wmic."""
    condition = f' -Filter "{where}"' if where else ""
    script = f"Get-CimInstance -Namespace {space} -ClassName {name}{condition} | Select-Object {','.join(properties)}"
    try:
        return records(machine, script)
    except Unread as reason:
        if reason.code != "tool_missing":
            raise
    namespace = "/namespace:\\\\" + space.replace("/", "\\")
    restriction = ("where", f"({where})") if where else ()
    columns = ",".join(properties)
    return parse(machine.run("wmic", namespace, "path", name, *restriction, "get", columns, "/format:list"))


def cim_or_none(machine: Machine, name: str, *properties: str, space: str = "root/cimv2") -> tuple[Record, ...]:
    """The instances, or none at all where the class is not there or not allowed."""
    try:
        return cim(machine, name, *properties, space=space)
    except Unread:
        return ()
