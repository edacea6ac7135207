"""Probes: read-only, typed checks of machines and devices, which say why when they cannot read.

target = Target("device", "ipp://printer.example.org/ipp/print")
for reading in run("ipp_printer", target): ...
"""

from .catalogue import catalogue, data
from .contract import Probe, Target
from .local import LocalMachine
from .machine import Machine
from .reasons import Unread, explain
from .recorded import RecordedMachine
from .running import available, run, run_all

__all__ = [
    "LocalMachine",
    "Machine",
    "Probe",
    "RecordedMachine",
    "Target",
    "Unread",
    "available",
    "catalogue",
    "data",
    "explain",
    "run",
    "run_all",
]
