"""Games: machines of many parts, several at fault at once, mended by calls whose answers are all that is known.

A pack declares a game (`content`); the play (`play`) knows none.
"""

from .content import Game
from .load import load_game
from .play import Played, Player
from .worlds import Worlds, worlds_of

__all__ = ["Game", "Played", "Player", "Worlds", "load_game", "worlds_of"]
