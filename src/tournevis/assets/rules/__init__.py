"""What may happen to machines, and what follows."""

from .editing import save_asset, unlock
from .facts import note_readings
from .holding import give
from .identity import mark
from .imports import import_assets, plan_assets

__all__ = [
    "give",
    "import_assets",
    "mark",
    "note_readings",
    "plan_assets",
    "save_asset",
    "unlock",
]
