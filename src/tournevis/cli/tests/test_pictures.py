import json
from xml.etree import ElementTree

import pytest

from tournevis.cli import bench_pictures
from tournevis.cli.pictures import belief, planner
from tournevis.cli.pictures.frame import TOP, WIDTH, Axis
from tournevis.cli.pictures.plots import Mark, Series, lines, rows

SVG = "{http://www.w3.org/2000/svg}"
TENTHS = Axis("x", (0.0, 0.5, 1.0))


def points(drawing, kind=""):
    """The pixels of each line of a kind: "d" for the dashed one behind, "" for those of series."""
    found = [line.attrib for line in ElementTree.fromstring(drawing).iter(f"{SVG}polyline")]
    lines_ = [line["points"] for line in found if line.get("class", "") == kind]
    return [[tuple(map(float, pair.split(","))) for pair in line.split()] for line in lines_]


def words(drawing):
    return [text.text for text in ElementTree.fromstring(drawing).iter(f"{SVG}text")]


def test_a_line_goes_through_its_values():
    drawing = lines("Title", TENTHS, TENTHS, [Series("one", [(0.0, 0.0), (1.0, 1.0)])])

    (left, bottom), (right, top) = points(drawing)[0]
    assert (right - left, top) == (WIDTH, TOP)
    assert bottom > top


def test_a_scale_of_powers_gives_each_power_the_same_room():
    axis = Axis("x", (1, 10, 100), powers=True)

    assert [axis.place(value) for value in (1, 10, 100)] == pytest.approx([0.0, 0.5, 1.0])


@pytest.mark.parametrize(("value", "edge"), [(0.0, 0.0), (1e9, 1.0)])
def test_what_is_beyond_the_scale_is_drawn_at_its_edge(value, edge):
    assert Axis("x", (1, 10, 100), powers=True).place(value) == edge


def test_large_values_are_told_without_powers_of_ten():
    axis = Axis("states", (100, 1_000_000), powers=True)

    assert {"100", "1,000,000"} <= set(words(lines("Title", axis, TENTHS, [])))


def test_the_interval_of_a_mark_is_drawn_from_its_low_to_its_high_end():
    drawing = rows("Title", TENTHS, [("a & b", [Mark(0, 0.5, 0.25, 1.0)])], ["30 faults"])

    (low, _), (high, _) = points(drawing)[0]
    assert high - low == pytest.approx(0.75 * WIDTH)
    assert "a & b" in words(drawing)


def test_a_policy_far_behind_ours_is_left_to_the_table():
    row = {"faults": 30, "over_ours": 1.0, "over_ours_plus_minus": 0.5}
    found = [
        {**row, "policy": "ours", "over_ours_percent": 0.0},
        {**row, "policy": "myopic", "over_ours_percent": 2.0},
        {**row, "policy": "fixed order", "over_ours_percent": 120.0},
    ]

    told = words(planner.paired(found))
    assert "myopic" in told
    assert "fixed order" not in told


def test_what_is_at_the_optimum_is_drawn_at_the_least_value_of_the_scale():
    row = {"family": "easy", "size": "(3, 3, 2)", "policy": "ours", "ratios": [1.0, 1.000001, 1.1]}

    at = [x for x, _ in points(planner.ratios([row]))[0]]
    assert at[0] == at[1] < at[2]


def test_perfect_reliability_lies_on_the_dashed_line():
    steps = [{"said": share, "right": share, "weight": 0.5} for share in (0.2, 0.8)]
    drawing = belief.reliability([{"world": "the model", "taught": {"reliability": steps}}])

    (x0, y0), (x1, y1) = points(drawing, "d")[0]
    for x, y in points(drawing)[0]:
        assert (y - y0) / (y1 - y0) == pytest.approx((x - x0) / (x1 - x0), abs=0.01)


def test_only_the_prior_of_the_unknown_cause_moves_along_the_line_of_humility():
    row = {"handed_over": 0.8, "solved_safely": 0.1}
    swept = [{**row, "unknown": prior, "doubt": 0.25, "needless": prior / 3} for prior in (0.3, 0.05)]
    drawing = belief.humility([*swept, {**row, "unknown": 0.05, "doubt": 1.0, "needless": 0.02}])

    over, safe = points(drawing)[:2]
    assert len(over) == len(safe) == 2
    assert over[0][0] < over[1][0]
    assert safe[0][1] < over[0][1]


def test_pictures_are_made_of_the_files_that_are_there(tmp_path, capsys):
    part = {"cases": [1, 100], "authored": 52.0, "learning": 50.0, "oracle": 49.0}
    (tmp_path / "learning.json").write_text(json.dumps({"each": {"parts": [part, {**part, "cases": [101, 200]}]}}))

    assert bench_pictures.main(["pictures", str(tmp_path), str(tmp_path / "drawn")]) == 0

    assert [file.name for file in (tmp_path / "drawn").iterdir()] == ["learning-each.svg"]
    assert "learning-each.svg" in capsys.readouterr().out


def test_a_file_that_no_bench_printed_is_named(tmp_path, capsys):
    (tmp_path / "planner.json").write_text(json.dumps({"growth": [{"faults": 3}]}))

    assert bench_pictures.main(["pictures", str(tmp_path), str(tmp_path)]) == 1

    assert "planner.json" in capsys.readouterr().err


def test_a_folder_without_measurements_is_refused_with_what_is_wanted(tmp_path, capsys):
    assert bench_pictures.main(["pictures", str(tmp_path), str(tmp_path)]) == 1

    assert "planner.json, calibration.json, learning.json" in capsys.readouterr().err
