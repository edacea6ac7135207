import json

import pytest

from tournevis.cli import bench_network, planner_table

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
    row = planner_table.beyond("hard", 1, 5, 5, 3)

    assert 1.0 <= row["cost_over_bound"] <= row["cost_over_cause_known"]


def test_growth_tells_times_cost_and_bound():
    row = planner_table.grown(12, cases=3)

    assert row["faults"] == 12
    assert 0 < row["cause_known"] <= row["bound"]
