"""Updates: what waits, whether they go well, what came lately."""

from collections.abc import Iterable
from datetime import timedelta

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.linux import apt_simulation, dnf_check, dpkg_log, rpm_installs
from ..parsers.macos import install_history, software_updates
from ..parsers.windows import updates
from ..reasons import Unread, got, unread

PENDING = Datum("updates.pending", "number", names={"fr": "Mises à jour en attente", "en": "Updates waiting"})
STATE = Datum("updates.state", "keyword", names={"fr": "État des mises à jour", "en": "State of updates"})
RECENT = Datum("updates.recent", "keyword", names={"fr": "Mises à jour récentes", "en": "Recent updates"})
RECENT_DAYS = 7
INSTALLERS = frozenset({"dpkg", "apt-get", "aptitude", "unattended-upgr", "dnf", "yum", "rpm", "zypper", "packagekitd"})
FIRMWARE = ("firmware-", "linux-firmware", "fwupd", "intel-microcode", "amd64-microcode", "microcode_ctl")
DRIVERS = ("nvidia-", "xserver-xorg-video", "linux-modules-extra", "akmod-", "kmod-", "printer-driver", "mesa-")
SEARCH = (
    "$s=New-Object -ComObject Microsoft.Update.Session;$q=$s.CreateUpdateSearcher();$q.Online=$false;"
    "[pscustomobject]@{Pending=$q.Search('IsInstalled=0 and IsHidden=0').Updates.Count;"
    "Installing=(New-Object -ComObject Microsoft.Update.Installer).IsBusy}"
)
HISTORY = (
    "$q=(New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher();$n=$q.GetTotalHistoryCount();"
    f"if($n){{$q.QueryHistory(0,[Math]::Min($n,100))|Where-Object{{$_.Date -gt (Get-Date).AddDays(-{RECENT_DAYS})}}}}"
    " | Select-Object Title,ResultCode"
)


def read(target: Target) -> Iterable[Reading]:
    """Counts from what the machine already knows: nothing is downloaded."""
    return {"windows": _windows, "macos": _macos}.get(target.machine.system, _linux)(target.machine)


def _windows(machine: Machine) -> Iterable[Reading]:
    history = powershell.records(machine, f"& {{{HISTORY}}}")
    yield got(RECENT, updates.recent(history))
    summary = powershell.records(machine, f"& {{{SEARCH}}}")
    yield got(PENDING, updates.pending(summary))
    yield got(STATE, updates.state(summary, history))


def _macos(machine: Machine) -> Iterable[Reading]:
    waiting = software_updates.parse(machine.run("softwareupdate", "--list", "--no-scan"))
    yield got(PENDING, len(waiting))
    yield got(STATE, "pending" if waiting else "ok")
    since = machine.now() - timedelta(days=RECENT_DAYS)
    history = machine.run("system_profiler", "-xml", "SPInstallHistoryDataType")
    yield got(RECENT, install_history.parse(history, since))


def _linux(machine: Machine) -> Iterable[Reading]:
    try:
        yield got(RECENT, _depth(_installed(machine)))
    except Unread as reason:
        yield unread(RECENT, reason)
    waiting = _waiting(machine)
    yield got(PENDING, len(waiting))
    yield got(STATE, _state(machine, bool(waiting)))


def _waiting(machine: Machine) -> tuple[str, ...]:
    """Packages with an update in the lists that the machine has, by apt or else by dnf."""
    try:
        text = machine.run("apt-get", "--simulate", "-o", "Debug::NoLocking=true", "dist-upgrade")
        return apt_simulation.parse(text)
    except Unread as reason:
        if reason.code != "tool_missing":
            raise
    return dnf_check.parse(machine.run("dnf", "-q", "-C", "check-update", accept=(0, 100)))


def _state(machine: Machine, waiting: bool) -> str:
    if _installing(machine):
        return "installing"
    try:
        broken = bool(machine.run("dpkg", "--audit", accept=(0, 1)).strip())
    except Unread:
        broken = False
    if broken:
        return "failing"
    return "pending" if waiting else "ok"


def _installing(machine: Machine) -> bool:
    for number in machine.names("/proc"):
        if number.isdigit():
            try:
                if machine.read(f"/proc/{number}/comm").strip() in INSTALLERS:
                    return True
            except Unread:
                continue
    return False


def _installed(machine: Machine) -> tuple[str, ...]:
    since = machine.now() - timedelta(days=RECENT_DAYS)
    try:
        return dpkg_log.parse(machine.read("/var/log/dpkg.log"), since.date())
    except Unread as reason:
        if reason.code != "none_here":
            raise
    return rpm_installs.parse(machine.run("rpm", "-qa", "--queryformat", "%{INSTALLTIME} %{NAME}\\n"), since)


def _depth(packages: tuple[str, ...]) -> str:
    """The deepest kind among the packages: firmware lies below drivers, drivers below the system."""
    for kind, beginnings in (("firmware", FIRMWARE), ("driver", DRIVERS)):
        if any(name.startswith(beginnings) or (kind == "driver" and name.endswith("-dkms")) for name in packages):
            return kind
    return "os" if packages else "none"


PROBE = Probe(
    id="updates",
    names={"fr": "Mises à jour", "en": "Updates"},
    gives=(PENDING, STATE, RECENT),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=45.0,
    read=read,
)
