import os
from pathlib import Path

import pytest

from tournevis.cli import bench_tau2
from tournevis.cli.tau2_folder import Benchmark

FOLDER = Path(os.environ.get("TOURNEVIS_TAU2") or Path(__file__).resolve().parents[5] / "tau2-bench")


@pytest.fixture(scope="module")
def benchmark():
    if not FOLDER.is_dir():
        pytest.skip("no checkout of tau2-bench (beside the repository, or named by TOURNEVIS_TAU2)")
    return Benchmark(FOLDER)


@pytest.fixture(scope="module")
def measured(benchmark):
    tasks = [task for task in benchmark.tasks() if task.published]
    chosen = [task for task in tasks if task.name.startswith("[service")] + tasks[60:300:120]
    return bench_tau2.measure(benchmark, chosen, misreports=0.05, seed=0)


def test_the_published_list_is_found_whole(benchmark):
    assert sum(task.published for task in benchmark.tasks()) == 2285


def test_a_sample_is_solved_with_no_write_too_many(measured):
    row = measured["truthful"]["all"]

    assert row["solved"] == row["tasks"]
    assert row["needless_writes"] == 0
    assert row["calls_mean"] >= measured["floor"]["certain"]


def test_what_cannot_be_mended_is_handed_over_and_nothing_else(measured):
    row = measured["truthful"]["by_complaint"]["service_issue"]

    assert row["escalated_rightly"] == 32
    assert row["escalated_wrongly"] == row["not_escalated"] == 0


def test_misreports_are_drawn_by_their_seed_and_leave_fewer_solved(benchmark):
    chosen = [task for task in benchmark.tasks() if task.name.startswith("[service")][::6]

    first, again = (bench_tau2.measure(benchmark, chosen, misreports=0.3, seed=0) for _ in range(2))

    assert first == again
    assert first["misreports"]["all"]["solved"] < first["truthful"]["all"]["solved"]


def test_the_table_lists_each_number_of_faults(measured):
    lines = "\n".join(bench_tau2.table(measured))

    assert "1 faults" in lines
    assert f"{measured['floor']['shown']:.2f} to have it shown" in lines


def test_a_folder_without_the_benchmark_is_refused_with_what_is_missing(tmp_path, capsys):
    assert bench_tau2.main(["tau2", str(tmp_path), "--json"]) == 1

    assert "src/tau2/domains/telecom is missing" in capsys.readouterr().err


def test_a_folder_whose_code_cannot_be_imported_is_refused(tmp_path, capsys):
    data = tmp_path / "data/tau2/domains/telecom"
    data.mkdir(parents=True)
    (tmp_path / "src/tau2/domains/telecom").mkdir(parents=True)
    for name in ("db.toml", "user_db.toml"):
        (data / name).write_text("")

    assert bench_tau2.main(["tau2", str(tmp_path)]) == 1

    assert "cannot be imported" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--every", "0"], ["--misreports", "1"]])
def test_a_sample_or_share_out_of_range_is_refused(tmp_path, words, capsys):
    with pytest.raises(SystemExit):
        bench_tau2.main(["tau2", str(tmp_path), *words])

    assert "at least 1" in capsys.readouterr().err
