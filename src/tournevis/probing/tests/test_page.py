import shutil
import subprocess

import pytest

from tournevis.probing.page import PDF, RASTER, TEXT, choose, pdf, raster


@pytest.mark.parametrize(
    ("accepted", "mime"),
    [
        ([PDF, TEXT], PDF),
        ([TEXT, "image/jpeg"], TEXT),
        (["image/urf", RASTER], RASTER),
        (["application/octet-stream"], PDF),
        ([], PDF),
    ],
)
def test_the_best_format_that_the_printer_takes_is_chosen(accepted, mime):
    assert choose(accepted, ["Bonjour"])[0] == mime


def test_plain_text_ends_with_a_form_feed_so_that_the_sheet_comes_out():
    assert choose([TEXT], ["Été"]) == (TEXT, "Été\r\n\f".encode())


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed (Debian: poppler-utils)")
def test_the_page_can_be_read_by_another_program(tmp_path):
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(["Page d'été (1) \\ test", "Deuxième ligne"]))

    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True, text=True)

    assert text.stdout.split("\n")[:2] == ["Page d'été (1) \\ test", "Deuxième ligne"]
    assert text.stderr == ""


def test_every_line_of_the_raster_page_has_the_width_that_its_header_says():
    page = raster()
    width, height = (int.from_bytes(page[4 + at : 8 + at], "big") for at in (372, 376))
    at, lines = 4 + 1796, 0
    while at < len(page):
        lines += page[at] + 1
        at, dots = at + 1, 0
        while dots < width:
            dots += page[at] + 1
            at += 2
        assert dots == width
    assert lines == height
