"""IPP answers from bytes (RFC 8010, section 3), read with suspicion."""

import struct
from dataclasses import dataclass
from typing import Any

from ..reasons import Unread
from .message import Group, Message, Tag

FIRST_VALUE_TAG = 0x10
DEEPEST = 8


@dataclass
class _Cursor:
    data: bytes
    at: int = 0

    def take(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise Unread("garbled", "IPP: cut short")
        self.at += count
        return self.data[self.at - count : self.at]

    def short(self) -> int:
        return int(struct.unpack(">H", self.take(2))[0])

    def field(self) -> bytes:
        return self.take(self.short())


def decode(data: bytes) -> Message:
    """The answer; names that come twice in a group keep the first.

    >>> answer = decode(bytes.fromhex("0200" "0000" "00000001" "04"
    ...     "44" "0015" "7072696e7465722d73746174652d726561736f6e73" "0009" "6d656469612d6a616d" "03"))
    >>> list(answer.of(Tag.PRINTER))
    [{'printer-state-reasons': ('media-jam',)}]

    Raises:
        Unread: garbled, when it is cut short or is no IPP.
    """
    cursor = _Cursor(data)
    major, minor, code, request_id = struct.unpack(">BBHI", cursor.take(8))
    if major not in (1, 2):
        raise Unread("garbled", "IPP: not an IPP answer")
    groups = []
    tag = cursor.take(1)[0]
    while tag != Tag.END:
        if tag >= FIRST_VALUE_TAG:
            raise Unread("garbled", "IPP: value outside a group")
        attributes, following = _group(cursor)
        groups.append(Group(tag, attributes))
        tag = following
    return Message(code, tuple(groups), request_id, (major, minor), data[cursor.at :])


def _group(cursor: _Cursor) -> tuple[dict[str, tuple[Any, ...]], int]:
    """The attributes up to the next delimiter, and that delimiter."""
    attributes: dict[str, list[Any]] = {}
    values: list[Any] | None = None
    while (tag := cursor.take(1)[0]) >= FIRST_VALUE_TAG:
        name = cursor.field().decode("utf-8", "replace")
        value = _value(tag, cursor.field(), cursor, 0)
        if name:
            values = []
            attributes.setdefault(name, values)
        if values is None:
            raise Unread("garbled", "IPP: value without a name")
        values.append(value)
    return {name: tuple(found) for name, found in attributes.items()}, tag


def _value(tag: int, content: bytes, cursor: _Cursor, depth: int) -> Any:
    try:
        match tag:
            case Tag.INTEGER | Tag.ENUM:
                return struct.unpack(">i", content)[0]
            case Tag.BOOLEAN:
                return content != b"\0"
            case Tag.RANGE:
                return struct.unpack(">ii", content)
            case Tag.RESOLUTION:
                return struct.unpack(">iiB", content)
            case Tag.BEGIN_COLLECTION:
                return _collection(cursor, depth + 1)
            case Tag.TEXT_WITH_LANGUAGE | Tag.NAME_WITH_LANGUAGE:
                inner = _Cursor(content)
                inner.field()
                return inner.field().decode("utf-8", "replace")
            case Tag.OCTETS | Tag.DATE_TIME:
                return content
    except struct.error:
        raise Unread("garbled", "IPP: value of the wrong size") from None
    # Out-of-band values (unsupported, unknown, no-value) have no content.
    return None if tag < 0x20 else content.decode("utf-8", "replace")


def _collection(cursor: _Cursor, depth: int) -> dict[str, tuple[Any, ...]]:
    if depth > DEEPEST:
        raise Unread("garbled", "IPP: nested too deeply")
    members: dict[str, list[Any]] = {}
    values: list[Any] = []
    while (tag := cursor.take(1)[0]) != Tag.END_COLLECTION:
        cursor.field()
        content = cursor.field()
        if tag == Tag.MEMBER_NAME:
            values = members.setdefault(content.decode("utf-8", "replace"), [])
        elif tag < FIRST_VALUE_TAG:
            raise Unread("garbled", "IPP: collection left open")
        else:
            values.append(_value(tag, content, cursor, depth))
    cursor.field()
    cursor.field()
    return {name: tuple(found) for name, found in members.items()}
