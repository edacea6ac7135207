"""A full file system: found by the probe, named, freed by the remedy, verified."""

import pytest

from . import images
from .program import Program, uses

pytestmark = pytest.mark.skipif(bool(images.missing()), reason=images.missing())


def test_a_full_disk_is_read_not_asked_freed_and_verified(tmp_path):
    with images.mounted(tmp_path, 24) as (_, place):
        fill(place)
        remedies = uses("storage.disk_full")

        def act(remedy):
            if remedy not in remedies:
                return "not_solved"
            (place / "film.bin").unlink()
            return "solved"

        options = ("--look", f"path={place}")
        with Program("Impossible d'enregistrer mon document, ça dit plus de place sur le disque", *options) as program:
            end = program.lead({}, act)

        assert end["step"] == "done"
        assert end["fault"] == "storage.disk_full"
        assert program.read("free_space")[0] == "full"
        assert "free_space" not in program.asked
        # the first remedy of this fault already ends the case, and the probe confirms it
        assert program.proposed[-1] in remedies
        assert program.errors == []
        assert len(end["text"]) > 100


def test_a_remedy_that_freed_nothing_is_not_believed_at_once(tmp_path):
    with images.mounted(tmp_path, 24) as (_, place):
        fill(place)
        remedies = uses("storage.disk_full")

        def act(remedy):
            said.append(remedy)
            return "solved" if remedy in remedies and said.count(remedy) == 1 else "not_solved"

        said: list[str] = []
        options = ("--look", f"path={place}")
        with Program("disque plein, je peux plus rien enregistrer", *options) as program:
            program.lead({}, act)

        assert any("full" in str(line.get("answer")) and line.get("holds") is False for line in program.readings)
        assert program.errors


def fill(place):
    with (place / "film.bin").open("wb") as file:
        try:
            while True:
                file.write(b"\0" * 65536)
        except OSError:
            file.truncate(file.tell() // 65536 * 65536)
