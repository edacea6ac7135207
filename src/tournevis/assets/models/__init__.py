"""Tables of the room: the asset and its names, the ledger of who has it, what is known of it."""

from .asset import Asset, Identifier
from .facts import AssetFact
from .holding import Holding

__all__ = ["Asset", "AssetFact", "Holding", "Identifier"]
