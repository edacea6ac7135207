"""Real file systems: full, without inodes, read-only, and with deleted files."""

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tournevis.probing import Target, run
from tournevis.probing.catalogue import catalogue
from tournevis.probing.local import LocalMachine
from tournevis.probing.tests import mounts
from tournevis.probing.tests.helpers import reasons, values

needs_mount = pytest.mark.skipif(bool(mounts.refusal()), reason=mounts.refusal())


def disk(path):
    return values(run("disk", Target(options={"path": str(path)})))


def photo(path, seed):
    grain = random.Random(seed).randbytes(90_000)
    Image.frombytes("RGB", (200, 150), grain).save(path, quality=90)


def fill(path):
    """Writes until the file system takes no more."""
    with path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 65_536)


def deleted_files(source, **options):
    return run("deleted_files", Target(options={"source": str(source), **options}))


@needs_mount
def test_a_full_file_system_is_full_and_has_room_again_once_freed(tmp_path):
    with mounts.mounted(mounts.image(tmp_path / "disk.img"), tmp_path / "full") as point:
        empty = disk(point)
        ballast = point / "ballast"
        with pytest.raises(OSError, match="No space"):
            fill(ballast)
        full = disk(point / "ballast")
        ballast.unlink()
        freed = disk(point)

    assert empty["disk.free_percent"] > 90
    assert (full["disk.free_percent"], full["disk.mount"]) == (0, str(point))
    assert full["disk.free_bytes"] == 0
    assert full["disk.inodes_free_percent"] > 90
    assert freed["disk.free_percent"] > 90


@needs_mount
def test_room_without_inodes_is_told_apart_from_no_room(tmp_path):
    with mounts.mounted("tmpfs", tmp_path / "many", "size=4m", "nr_inodes=20") as point:
        for number in range(19):
            (point / str(number)).touch()
        seen = disk(point)

    assert seen["disk.free_percent"] > 90
    assert seen["disk.inodes_free_percent"] == 0


@needs_mount
def test_a_file_system_that_can_only_be_read_says_so(tmp_path):
    source = mounts.image(tmp_path / "disk.img")
    with mounts.mounted(source, tmp_path / "locked", "ro") as point:
        locked = disk(point)
    with mounts.mounted(source, tmp_path / "open") as point:
        open_ = disk(point)

    assert (locked["disk.read_only"], open_["disk.read_only"]) == (True, False)


def test_a_path_that_does_not_exist_is_said(tmp_path):
    assert reasons(run("disk", Target(options={"path": str(tmp_path / "nowhere")})))["disk.free_percent"] == "none_here"


def test_the_fullest_disk_of_this_machine_is_found_without_a_path():
    seen = values(run("disk", Target()))

    assert 0 <= seen["disk.free_percent"] <= 100
    assert seen["disk.mount"].startswith("/")


@pytest.fixture
def photorec():
    machine = LocalMachine()
    try:
        machine.run("photorec", "/version", accept=range(256))
    except Exception:
        pytest.skip("photorec is not installed (Debian: testdisk)")


@needs_mount
def test_deleted_photos_are_found_and_those_that_remain_are_not_counted(tmp_path, photorec):
    source = mounts.image(tmp_path / "card.img")
    with mounts.mounted(source, tmp_path / "card") as point:
        for number in range(3):
            photo(point / f"photo{number}.jpg", number)
        os.sync()
        (point / "photo0.jpg").unlink()
        (point / "photo1.jpg").unlink()
    before = source.read_bytes()

    seen = values(deleted_files(source))

    assert seen == {"files.recoverable": "yes", "files.recoverable_count": 2}
    assert source.read_bytes() == before


@needs_mount
def test_an_empty_card_has_nothing_to_bring_back(tmp_path, photorec):
    assert values(deleted_files(mounts.image(tmp_path / "card.img"))) == {
        "files.recoverable": "no",
        "files.recoverable_count": 0,
    }


def test_a_search_that_takes_too_long_is_stopped_and_its_folder_removed(tmp_path, photorec):
    source, scratch = tmp_path / "big.img", tmp_path / "scratch"
    scratch.mkdir()
    with source.open("wb") as file:
        file.truncate(2_000_000_000_000)  # holes only: nothing is written
    hurried = {"deleted_files": replace(catalogue["deleted_files"], timeout=2.0)}
    target = Target(options={"source": str(source), "scratch": str(scratch)})

    readings = run("deleted_files", target, hurried)

    assert values(readings) == {"files.recoverable": "unknown", "files.recoverable_count": 0}
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(("source", "reason"), [("/no/such/disk", "none_here"), ("/proc", "none_here")])
def test_a_source_that_cannot_be_opened_is_said(source, reason):
    assert set(reasons(deleted_files(source)).values()) == {reason}


def test_a_name_that_photorec_would_take_for_a_command_is_refused(tmp_path):
    odd = tmp_path / "a,b.img"
    odd.write_bytes(b"x")

    assert set(reasons(deleted_files(odd)).values()) == {"bad_address"}


def test_nothing_is_written_to_the_disk_that_is_searched(tmp_path, monkeypatch):
    source = tmp_path / "disk"
    source.write_bytes(b"x")
    scratch = tmp_path.stat().st_dev
    monkeypatch.setattr(Path, "is_block_device", lambda self: self == source)
    real = Path.stat

    class OnSource:
        st_rdev = scratch

        def __getattr__(self, name):
            return getattr(real(source), name)

    monkeypatch.setattr(Path, "stat", lambda self, **more: OnSource() if self == source else real(self, **more))

    assert set(reasons(deleted_files(source, scratch=str(tmp_path))).values()) == {"needs_option"}
