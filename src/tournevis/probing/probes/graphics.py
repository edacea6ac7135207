"""The graphics card's driver."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.linux import kernel_log
from ..parsers.windows import video_controllers
from ..reasons import Unread, got
from .kernel import errors

DRIVER = Datum("graphics.driver", "keyword", names={"fr": "Pilote graphique", "en": "Graphics driver"})
# Drivers that only show a picture: no acceleration, one resolution.
BASIC = frozenset({"simple-framebuffer", "simpledrm", "efi-framebuffer", "vesa-framebuffer", "vesadrm", "efidrm"})
DEVICES = "/sys/bus/pci/devices"
DISPLAY_CLASS = "0x03"


def read(target: Target) -> Iterable[Reading]:
    """`ok`, `error`, or `basic` when no real driver is bound to the card."""
    machine = target.machine
    if machine.system == "windows":
        records = powershell.cim(machine, "Win32_VideoController", "Name", "ConfigManagerErrorCode")
        state = video_controllers.parse(records)
    else:
        state = _linux(machine)
    if state is None:
        raise Unread("none_here", "graphics card")
    yield got(DRIVER, state)


def _linux(machine: Machine) -> str | None:
    cards = list(_cards(machine))
    if not cards:
        return None
    drivers = [driver for card in cards if (driver := _driver(machine, card))]
    if all(driver in BASIC for driver in drivers):
        return "basic"
    return "error" if kernel_log.graphics_failed(errors(machine, days=1)) else "ok"


def _cards(machine: Machine) -> Iterable[str]:
    for name in machine.names(DEVICES):
        try:
            if machine.read(f"{DEVICES}/{name}/class").startswith(DISPLAY_CLASS):
                yield name
        except Unread:
            continue


def _driver(machine: Machine, card: str) -> str:
    try:
        return machine.link(f"{DEVICES}/{card}/driver")
    except Unread:
        return ""


PROBE = Probe(
    id="graphics",
    names={"fr": "Pilote graphique", "en": "Graphics driver"},
    gives=(DRIVER,),
    systems=frozenset({"linux", "windows"}),
    timeout=15.0,
    read=read,
)
