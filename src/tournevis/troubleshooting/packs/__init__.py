"""Packs: the content of the fault base as read from YAML, checked, with places in its errors."""

from .content import Base, Fact, Family, Fault, Remedy, Symptom
from .load import load_base, read_base, read_content, shipped_folder
from .pictures import Picture, load_pictures
from .scales import Scales
from .source import PackError, Remark

__all__ = [
    "Base",
    "Fact",
    "Family",
    "Fault",
    "PackError",
    "Picture",
    "Remark",
    "Remedy",
    "Scales",
    "Symptom",
    "load_base",
    "load_pictures",
    "read_base",
    "read_content",
    "shipped_folder",
]
