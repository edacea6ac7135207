"""`tournevis faultbase import-tree` and `tournevis bench trees`."""

import json
from pathlib import Path

import pytest

from tournevis.cli.main import main
from tournevis.knowledge.models import Version
from tournevis.people.tests.factories import make_manager
from tournevis.troubleshooting import trees

SAMPLES = Path(trees.__file__).parent / "samples"


@pytest.mark.parametrize("name", ["printing.yaml", "network.mmd", "boot.csv"])
def test_a_tree_is_looked_at_with_what_it_becomes_and_what_it_lacks(name, capsys, monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    assert main(["faultbase", "import-tree", str(SAMPLES / name), "--into", "house"]) == 0
    told = capsys.readouterr().out
    assert "house." in told
    assert f"{name}:" in told


def test_a_refused_tree_says_where_and_what_to_do(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    path = tmp_path / "t.mmd"
    path.write_text("flowchart TD\n a{Q} -->|x| b\n a -->|y| a\n")

    assert main(["faultbase", "import-tree", str(path)]) == 1
    told = capsys.readouterr().err
    assert "t.mmd:2: node a: one comes back to it in a circle" in told
    assert "cut one of these links" in told


@pytest.mark.django_db
def test_a_tree_is_imported_for_a_person_and_for_nobody_unknown(capsys):
    manager = make_manager()
    path = str(SAMPLES / "network.mmd")

    assert main(["faultbase", "import-tree", path, "--into", "house", "--by", "nobody"]) == 1
    assert not Version.objects.exists()
    assert main(["faultbase", "import-tree", path, "--into", "house", "--by", manager.username]) == 0
    assert Version.objects.get().organisation == manager.organisation


def test_the_bench_plays_drawn_and_grown_trees_and_prints_json(capsys):
    assert main(["bench", "trees", "--cases", "2", "--seeds", "1", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]

    assert {"boot", "network", "printing", "chain 3", "all grown"} <= {row["kind"] for row in rows}
    assert all(row["reached"] == 1.0 for row in rows if row["wrong"] == 0.0)
