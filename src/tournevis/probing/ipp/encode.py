"""IPP requests as bytes (RFC 8010, section 3)."""

import struct

from .message import Message, Tag, Typed


def encode(message: Message) -> bytes:
    """The request's bytes; attributes must be tuples of `Typed` values.

    >>> from .message import Group, Operation
    >>> encode(Message(Operation.CUPS_GET_DEFAULT, (Group(Tag.OPERATION,
    ...     {"attributes-charset": (Typed(Tag.CHARSET, "utf-8"),)}),)))
    b'\\x02\\x00@\\x01\\x00\\x00\\x00\\x01\\x01G\\x00\\x12attributes-charset\\x00\\x05utf-8\\x03'
    """
    parts = [struct.pack(">BBHI", *message.version, message.code, message.request_id)]
    for group in message.groups:
        parts.append(bytes([group.tag]))
        for name, values in group.attributes.items():
            for turn, value in enumerate(values):
                # Further values of an attribute have an empty name.
                parts.append(_attribute("" if turn else name, value))
    return b"".join([*parts, bytes([Tag.END]), message.data])


def _attribute(name: str, value: Typed) -> bytes:
    key, content = name.encode(), _content(value)
    return struct.pack(">BH", value.tag, len(key)) + key + struct.pack(">H", len(content)) + content


def _content(value: Typed) -> bytes:
    match value.tag:
        case Tag.INTEGER | Tag.ENUM:
            return struct.pack(">i", value.value)
        case Tag.BOOLEAN:
            return struct.pack(">?", value.value)
        case _:
            return str(value.value).encode()
