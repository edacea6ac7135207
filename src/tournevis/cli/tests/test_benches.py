"""The benches of learning and calibration, small."""

import json

import pytest

from tournevis.cli import bench_calibration, bench_clusters, bench_learning, bench_probes
from tournevis.troubleshooting import tests
from tournevis.troubleshooting.humility import points

BASE = str(next(iter(tests.__path__))) + "/base"


def test_the_bench_of_learning_compares_three_planners_on_the_same_cases(capsys):
    words = ["learning", "--cases", "20", "--seeds", "1", "--kind", "written", "--json"]
    assert bench_learning.main(words) == 0
    found = json.loads(capsys.readouterr().out)

    assert {"authored", "learning", "oracle", "over_oracle", "over_authored"} <= found["written"]["all"].keys()
    assert found["one_note_moves_success_at_most"]["0 scopes"] < 0.2


def test_the_bench_of_calibration_draws_both_curves(capsys):
    words = ["calibration", "--crowd", "100", "--cases", "3", "--faultbase", BASE, "--json"]
    assert bench_calibration.main(words) == 0
    found = json.loads(capsys.readouterr().out)

    assert [row["world"] for row in found["beliefs"]] == [row["world"] for row in found["played"]]
    assert all(0 <= row["taught"]["error_at_the_end"] <= 1 for row in found["beliefs"])
    assert [(row["unknown"], row["doubt"]) for row in found["humility"]] == points()


def test_the_bench_of_clusters_holds_every_policy_against_the_optimum(capsys):
    assert bench_clusters.main(["clusters", "--count", "1", "--cases", "0", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["clusters"]

    assert {row["policy"] for row in rows} == bench_clusters.POLICIES.keys()
    assert all(row["mean"] >= 1 - 1e-9 for row in rows)
    assert all(row["worst"] <= 1.01 for row in rows if row["policy"] == "ours")


def test_the_bench_of_probes_counts_what_was_read_against_a_full_sweep(capsys):
    assert bench_probes.main(["probes", "--cases", "6", "--faultbase", BASE, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)

    assert [row["probes"] for row in found["families"]] == [1]
    assert 0 <= found["all"]["median_share_read"] <= 1
    assert "several" not in found


@pytest.mark.parametrize("cases", ["0", "5"])
def test_less_than_two_days_teach_nothing_and_are_refused(cases, capsys):
    with pytest.raises(SystemExit):
        bench_learning.main(["learning", "--cases", cases])

    assert "at least 20" in capsys.readouterr().err
