"""Antivirus: whether one guards the machine, and what it finds in a folder."""

from collections.abc import Callable, Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.any import clamav_version, clamscan, cytool, mdatp, sentinelctl
from ..parsers.linux import bduitool, unit_state
from ..parsers.windows import defender
from ..parsers.windows.records import Record
from ..reasons import Unread, got

STATE = Datum("antivirus.state", "keyword", names={"fr": "État de l'antivirus", "en": "State of the antivirus"})
DETECTIONS = Datum("antivirus.detections", "number", names={"fr": "Menaces trouvées", "en": "Threats found"})
NAMES = Datum("antivirus.names", "keywords", names={"fr": "Noms des menaces", "en": "Names of the threats"})
OLD_DAYS = 7
INFECTED = 1
# Products that are asked before ClamAV: command and reader.
PRODUCTS: tuple[tuple[tuple[str, ...], Callable[[str], str]], ...] = (
    (("mdatp", "health", "--output", "json"), mdatp.parse),
    (("sentinelctl", "status"), sentinelctl.parse),
    (("cytool", "runtime", "query"), cytool.parse),
    (("bduitool", "get", "ps"), bduitool.parse),
)


def read(target: Target) -> Iterable[Reading]:
    """The state by the product that guards; with `folder`, what ClamAV finds there too."""
    machine, folder = target.machine, target.options.get("folder", "")
    if machine.system == "windows":
        yield from _windows(machine)
        return
    found: tuple[clamscan.Found, ...] | None = None
    if folder:
        found = _scan(machine, folder, target.options.get("signatures", ""))
        yield got(DETECTIONS, len(found), "clamscan")
        yield got(NAMES, tuple(dict.fromkeys(item.name for item in found)), "clamscan")
    if found:
        yield got(STATE, "detection_active", "clamscan")
        return
    yield got(STATE, _guard(machine, scanned=found is not None and bool(target.options.get("signatures"))))


def _scan(machine: Machine, folder: str, signatures: str) -> tuple[clamscan.Found, ...]:
    database = (f"--database={signatures}",) if signatures else ()
    command = ("clamscan", "--infected", "--recursive", "--stdout", "--no-summary", *database, "--", folder)
    return clamscan.parse(machine.run(*command, accept=(0, INFECTED)))


def _guard(machine: Machine, scanned: bool) -> str:
    for command, parse in PRODUCTS:
        try:
            return parse(machine.run(*command))
        except Unread as reason:
            if reason.code != "tool_missing":
                raise
    if scanned:
        return "ok"
    return _clamav(machine)


def _clamav(machine: Machine) -> str:
    try:
        made = clamav_version.parse(machine.run("clamscan", "--version"))
    except Unread as reason:
        if reason.code == "tool_missing" and machine.system == "linux":
            return "absent"
        # macOS guards by itself (XProtect), which nothing reports.
        raise
    if _daemon(machine) in ("stopped", "restarting"):
        return "disabled"
    return "ok" if made and (machine.now() - made).days <= OLD_DAYS else "outdated"


def _daemon(machine: Machine) -> str:
    """State of ClamAV's guard; a machine that only scans by hand has none."""
    try:
        text = machine.run("systemctl", "show", "clamav-daemon.service", "-p", "LoadState,ActiveState,SubState")
        return unit_state.parse(text)
    except Unread:
        return "absent"


def _windows(machine: Machine) -> Iterable[Reading]:
    status = "Get-MpComputerStatus | Select-Object AntivirusEnabled,RealTimeProtectionEnabled,AntivirusSignatureAge"
    threats = (
        "Get-MpThreatDetection | Select-Object ThreatStatusID,"
        "@{n='ThreatName';e={(Get-MpThreat -ThreatID $_.ThreatID).ThreatName}}"
    )
    found = _maybe(machine, threats)
    products = powershell.cim_or_none(
        machine, "AntiVirusProduct", "displayName", "productState", space="root/SecurityCenter2"
    )
    yield got(STATE, defender.state(_maybe(machine, status), found, products))
    yield got(DETECTIONS, len(found))
    yield got(NAMES, defender.names(found))


def _maybe(machine: Machine, script: str) -> tuple[Record, ...]:
    """Nothing where Defender is not installed, as on some servers; a missing PowerShell is said."""
    try:
        return powershell.records(machine, script)
    except Unread as reason:
        if reason.code == "tool_missing":
            raise
        return ()


PROBE = Probe(
    id="antivirus",
    names={"fr": "Antivirus", "en": "Antivirus"},
    gives=(STATE, DETECTIONS, NAMES),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=120.0,
    read=read,
    options=("folder", "signatures"),
)
