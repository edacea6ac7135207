"""Bayesian networks that others published: read, asked exactly, and troubleshot."""

from .bif import parse_bif, read_bif
from .inference import Impossible, Inference
from .network import Network, Node
from .tables import BifError

__all__ = ["BifError", "Impossible", "Inference", "Network", "Node", "parse_bif", "read_bif"]
