"""What a file is, by its content: never by its name, nor by what the browser says."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import PurePath

import filetype
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from tournevis.people.rules import Refused

UNKNOWN = "application/octet-stream"
REDRAWN = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
MAX_PIXELS = 60_000_000
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


class BadFile(Refused):
    """A file that cannot be taken; the message says why."""


def media_type(content: bytes) -> str:
    """The media type that `content` shows; text of any sort is `text/plain`; what is neither known nor text is unknown.

    >>> media_type(b"<html><script>")
    'text/plain'
    >>> media_type(bytes([0, 1, 2, 3]))
    'application/octet-stream'
    """
    if kind := filetype.guess(content):
        return str(kind.mime)
    return "text/plain" if _is_text(content) else UNKNOWN


def safe_name(name: str) -> str:
    """`name` without folders, control signs or tricks of writing direction; at most 150 letters, its ending kept.

    >>> safe_name("../../etc/passwd")
    'passwd'
    """
    path = PurePath(_UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" ."))
    ending = path.suffix[:20]
    return f"{path.stem[: 150 - len(ending)]}{ending}" or _("file")


def redrawn(content: bytes, kind: str) -> bytes:
    """An image drawn anew: upright, and without what a camera wrote in it (place, owner, device); others as they are.

    Raises:
        BadFile: it cannot be drawn, or is so large that drawing it would harm the server.
    """
    if not kind.startswith("image/"):
        return content
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content)) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            if image.width * image.height > MAX_PIXELS:
                raise BadFile(_("This image is too large: make it smaller and try again."))
            image.load()
            if kind not in REDRAWN:
                return content
            return _draw(image, REDRAWN[kind])
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadFile(_("This image cannot be shown.")) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise BadFile(_("This image is damaged.")) from error


def _draw(image: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    upright = ImageOps.exif_transpose(image)
    upright.info.clear()
    if form == "JPEG":
        upright.convert("RGB").save(out, form, quality=90)
    else:
        upright.save(out, form)
    return out.getvalue()


def _is_text(content: bytes) -> bool:
    if b"\0" in content:
        return content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # Old Windows text: letters with accents, and no control signs but tabs and ends of lines.
        return not any(byte < 9 or 13 < byte < 32 for byte in content)
    return True
