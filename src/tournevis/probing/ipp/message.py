"""IPP messages as plain values (RFC 8010, section 3)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

Attributes = Mapping[str, tuple[Any, ...]]


class Tag(IntEnum):
    """Delimiters of groups and kinds of values that we read or write (RFC 8010, section 3.5)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    UNSUPPORTED_GROUP = 0x05
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    OCTETS = 0x30
    DATE_TIME = 0x31
    RESOLUTION = 0x32
    RANGE = 0x33
    BEGIN_COLLECTION = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    END_COLLECTION = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    URI_SCHEME = 0x46
    CHARSET = 0x47
    NATURAL_LANGUAGE = 0x48
    MIME_TYPE = 0x49
    MEMBER_NAME = 0x4A


class Operation(IntEnum):
    """Operations used here (RFC 8011, section 4, and the CUPS extensions)."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


@dataclass(frozen=True)
class Typed:
    """A value to send, with its kind."""

    tag: Tag
    value: Any


@dataclass(frozen=True)
class Group:
    """One group of attributes; every attribute has one value or more."""

    tag: int
    attributes: Attributes


@dataclass(frozen=True)
class Message:
    """A request (`code` is the operation) or an answer (`code` is the status)."""

    code: int
    groups: tuple[Group, ...] = ()
    request_id: int = 1
    version: tuple[int, int] = (2, 0)
    data: bytes = field(default=b"", repr=False)

    def of(self, tag: Tag) -> Iterator[Attributes]:
        """The groups of a kind, in order: one for each job or printer."""
        return (group.attributes for group in self.groups if group.tag == tag)
