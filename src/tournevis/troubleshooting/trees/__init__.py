"""Decision trees of other houses: read from YAML, JSON, Mermaid or CSV, judged, and made faults and questions."""

from .convert import Imported, Into, convert
from .judge import Report, judge
from .read import FORMATS, Format, read_tree
from .tree import Answer, Node, Tree, TreeError, TreeRemark

__all__ = [
    "FORMATS",
    "Answer",
    "Format",
    "Imported",
    "Into",
    "Node",
    "Report",
    "Tree",
    "TreeError",
    "TreeRemark",
    "convert",
    "judge",
    "read_tree",
]
