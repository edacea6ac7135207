import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tournevis.cli import faultbase
from tournevis.cli.svg import Row, ranges

FOLDER = str(Path(__file__).parents[2] / "troubleshooting" / "tests" / "base")


def test_the_report_is_a_table_with_a_line_for_each_family_and_one_for_all(capsys):
    assert faultbase.main(["report", FOLDER, "--cases", "6"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("family")
    assert lines[1].startswith("rig")
    assert lines[2].startswith("all")


def test_the_report_as_json_tells_the_steps_of_each_case(capsys):
    faultbase.main(["report", FOLDER, "--cases", "6", "--json"])

    found = json.loads(capsys.readouterr().out)
    assert sum(len(fault["steps"]) for fault in found["families"][0]["faults"]) == found["cases"]


def test_the_report_writes_pictures_that_are_svg_and_a_page_that_holds_them(tmp_path, capsys):
    faultbase.main(["report", FOLDER, "--cases", "6", "--out", str(tmp_path / "new")])

    for name in ("steps.svg", "first_two.svg", "reading.svg"):
        picture = ElementTree.fromstring((tmp_path / "new" / name).read_text("utf-8"))
        assert picture.tag.endswith("svg")
    assert (tmp_path / "new" / "report.html").read_text("utf-8").count("<svg") == 4


@pytest.mark.parametrize("wrong", [["--family", "nowhere"], ["--cases", "0"]])
def test_what_cannot_be_measured_is_refused_in_one_line(wrong, capsys):
    assert faultbase.main(["report", FOLDER, *wrong]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_picture_escapes_the_names_that_it_shows():
    assert "R&amp;D &lt;b&gt;" in ranges("A & B", [Row("R&D <b>", 1, 2, 3)], limit=2, top=4)


def test_lint_tells_the_file_and_line_of_a_broken_rule_and_fails(tmp_path, capsys):
    for path in Path(FOLDER).glob("*.yaml"):
        text = path.read_text("utf-8").replace("shares: 30", "share: 30")
        (tmp_path / path.name).write_text(text, "utf-8")
    assert faultbase.main(["lint", str(tmp_path)]) == 1

    remarks = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("warning")]
    assert any("complaints in fr" in line and line.startswith("rig.yaml:") for line in remarks)
