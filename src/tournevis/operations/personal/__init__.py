"""What the product holds on a person, handed out or made anonymous, over all rooms."""

from .erasing import CannotErase, erase_person
from .exporting import export_person

__all__ = ["CannotErase", "erase_person", "export_person"]
