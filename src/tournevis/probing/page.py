"""A page to print that shows whether a printer works; made by hand, in the formats that printers take."""

import struct
from collections.abc import Iterable, Sequence

PDF, TEXT, RASTER = "application/pdf", "text/plain", "image/pwg-raster"
# A4 in points, and in dots at the resolution of the raster page.
WIDTH_POINTS, HEIGHT_POINTS = 595, 842
DOTS_PER_INCH = 150
WIDTH_DOTS, HEIGHT_DOTS = 1240, 1754


def choose(accepted: Iterable[str], lines: Sequence[str]) -> tuple[str, bytes]:
    """The test page in the best format that the printer takes: its MIME type and its bytes.

    PDF keeps the words; text is taken by old printers; every IPP Everywhere printer takes raster, which shows a bar.
    """
    known = set(accepted)
    if PDF in known or not known & {TEXT, RASTER}:
        return PDF, pdf(lines)
    return (TEXT, text(lines)) if TEXT in known else (RASTER, raster())


def text(lines: Sequence[str]) -> bytes:
    """The lines as plain text with a form feed, so that the sheet comes out."""
    return "\r\n".join([*lines, "\f"]).encode()


def pdf(lines: Sequence[str]) -> bytes:
    """One A4 page with the lines, and a bar of greys that shows worn toner.

    >>> page = pdf(["Page de test (été)"])
    >>> page.startswith(b"%PDF-1.4"), page.endswith(b"%%EOF\\n"), b"startxref" in page
    (True, True, True)
    """
    words = b"\n".join(b"(" + _escaped(line) + b") Tj T*" for line in lines)
    greys = " ".join(f"{level / 10:.1f} g {60 + 43 * level} 90 43 40 re f" for level in range(11))
    stream = b"BT /F1 16 Tf 24 TL 60 760 Td\n" + words + b"\nET\n" + greys.encode()
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources "
            b"<< /Font << /F1 5 0 R >> >> >>" % (WIDTH_POINTS, HEIGHT_POINTS),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
    )


def _escaped(line: str) -> bytes:
    for mark in "\\()":
        line = line.replace(mark, "\\" + mark)
    return line.encode("cp1252", "replace")


def _file(objects: Sequence[bytes]) -> bytes:
    """A PDF file of these objects, numbered from 1, the first being the catalogue."""
    content = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    content += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(content)


def raster() -> bytes:
    """One A4 page with a bar of greys as PWG raster (PWG 5102.4): 8-bit grey, lines packed by runs.

    >>> page = raster()
    >>> page[:4], len(page) > 1800
    (b'RaS2', True)
    """
    blank = _packed([(WIDTH_DOTS, 255)])
    bar = _packed([(WIDTH_DOTS // 10, shade) for shade in range(0, 250, 25)])
    above, thick = 120, 150
    return (
        b"RaS2"
        + _raster_header()
        + _repeated(blank, above)
        + _repeated(bar, thick)
        + _repeated(blank, HEIGHT_DOTS - above - thick)
    )


def _packed(runs: Iterable[tuple[int, int]]) -> bytes:
    """A line of (dots, shade) runs; one run holds 128 dots at most."""
    line = bytearray()
    for dots, shade in runs:
        while dots > 0:
            line += bytes([min(dots, 128) - 1, shade])
            dots -= 128
    return bytes(line)


def _repeated(line: bytes, times: int) -> bytes:
    """The line so many times; each packed line is led by how often it is repeated, less one."""
    whole, rest = divmod(times, 256)
    return (bytes([255]) + line) * whole + (bytes([rest - 1]) + line if rest else b"")


def _raster_header() -> bytes:
    """The 1796 bytes before the page; fields that stay zero are not named (PWG 5102.4, table 5)."""
    header = bytearray(1796)
    header[0:9] = b"PwgRaster"
    for offset, value in (
        (276, DOTS_PER_INCH),
        (280, DOTS_PER_INCH),
        (340, 1),  # copies
        (352, WIDTH_POINTS),
        (356, HEIGHT_POINTS),
        (372, WIDTH_DOTS),
        (376, HEIGHT_DOTS),
        (384, 8),  # bits a colour
        (388, 8),  # bits a dot
        (392, WIDTH_DOTS),  # bytes a line
        (400, 18),  # sGray
        (420, 1),  # colours
        (452, 1),  # pages
        (456, 1),  # feed directions
        (460, 1),
    ):
        struct.pack_into(">I", header, offset, value)
    return bytes(header)
