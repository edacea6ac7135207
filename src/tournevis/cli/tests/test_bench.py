import json

import pytest

from tournevis.cli import bench_network, bench_planner, planner_growth, planner_optimum, planner_paired
from tournevis.troubleshooting.generate import sparse_base

LAMP = """network lamp { }
variable Bulb { type discrete [ 2 ] { fine, dead }; }
variable Plug { type discrete [ 2 ] { in, out }; }
variable Radio { type discrete [ 2 ] { plays, silent }; }
variable Light { type discrete [ 2 ] { bright, dark }; }
probability ( Bulb ) { table 0.9, 0.1; }
probability ( Plug ) { table 0.8, 0.2; }
probability ( Radio | Plug ) { (in) 0.95, 0.05; (out) 0.0, 1.0; }
probability ( Light | Bulb, Plug ) { default 0.0, 1.0; (fine, in) 0.99, 0.01; }
"""


@pytest.fixture
def lamp(tmp_path):
    file = tmp_path / "lamp.bif"
    file.write_text(LAMP, "utf-8")
    return str(file)


def test_the_network_bench_tells_every_policys_cost_with_its_interval(lamp, capsys):
    assert bench_network.main(["network", lamp, "--problem", "Light", "--cases", "30", "--json"]) == 0

    result = json.loads(capsys.readouterr().out)
    assert result["trouble"] == "dark"
    assert result["policies"][0]["policy"] == "ours"
    assert len(result["policies"]) == 5
    assert all(row["mean"] > 0 and row["plus_minus"] >= 0 for row in result["policies"])


def test_the_network_bench_gives_the_same_figures_for_the_same_seed(lamp, capsys):
    figures = []
    for _ in range(2):
        bench_network.main(["network", lamp, "--problem", "Light", "--cases", "10", "--seed", "7", "--json"])
        figures.append(json.loads(capsys.readouterr().out)["policies"])

    assert figures[0] == figures[1]


def test_an_unknown_node_is_refused_with_the_file_and_those_that_may_be(lamp, capsys):
    assert bench_network.main(["network", lamp, "--problem", "Lamp"]) == 1

    assert "lamp.bif: Lamp is no node" in capsys.readouterr().err


def test_beyond_the_optimum_our_cost_is_told_over_the_bound():
    row = planner_optimum.beyond("hard", 1, 5, 5, 3)

    assert 1.0 <= row["cost_over_bound"] <= row["cost_over_cause_known"]


def test_growth_tells_times_cost_and_bound():
    row = planner_growth.grown(12, cases=3)

    assert row["faults"] == 12
    assert 0 < row["cause_known"] <= row["bound"]
    assert row["ms_median"] <= row["ms_99th"]


def test_the_exponent_of_growth_is_the_slope_over_the_logarithms():
    rows = [{"faults": n, "ms_median": 0.5 * n**0.8, "ms_99th": 3.0 * n} for n in (125, 250, 1_000)]
    found = {row["time"]: row["exponent"] for row in planner_growth.exponent(rows)}

    assert found == {"ms_median": pytest.approx(0.8), "ms_99th": pytest.approx(1.0)}


def test_policies_are_compared_with_ours_on_the_same_cases():
    ours, *others = planner_paired.compared(sparse_base(10, 12, 6), faults=5, cases=8, cuts=2)

    assert (ours["policy"], ours["over_ours"], ours["over_ours_plus_minus"]) == ("ours", 0.0, 0.0)
    assert {row["cases"] for row in others} == {8}
    assert all(row["over_ours"] == pytest.approx(row["cost"] - ours["cost"]) for row in others)


def test_one_part_of_the_planners_table_can_be_had_alone(capsys, monkeypatch):
    monkeypatch.setattr(planner_optimum, "SIZES", (("easy", 3, 3, 2),))

    assert bench_planner.main(["planner", "--part", "optimum", "--part", "budgets", "--count", "8", "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["optimum", "budgets"]
    assert all(row["mean"] >= 1 - 1e-9 for rows in found.values() for row in rows)
    assert [row["budget"] for row in found["budgets"]] == list(planner_optimum.BUDGETS)


def test_too_few_cases_for_an_interval_are_refused(capsys):
    with pytest.raises(SystemExit):
        bench_planner.main(["planner", "--cases", "1"])

    assert "at least 8" in capsys.readouterr().err
