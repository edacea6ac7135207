"""Vanished files: stop writing first, then recovered with PhotoRec to another place, verified by content."""

import hashlib
import io
import os
import shutil
import subprocess

import pytest
from PIL import Image

from . import images
from .program import Program

NO_PHOTOREC = "" if shutil.which("photorec") else "photorec is not installed (package testdisk)"
WHY = images.missing() or NO_PHOTOREC
pytestmark = pytest.mark.skipif(bool(WHY), reason=WHY)

TRUE = {
    "missing_what": "file",
    "last_act": "deleted",
    "search_hit": "no",
    "trash_content": "empty",
    "files_place": "usb",
    "backup_age": "none",
    "rescue_place": "yes",
}


def photograph(seed):
    picture = Image.frombytes("RGB", (160, 120), hashlib.shake_256(seed).digest(160 * 120 * 3))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def test_deleted_photographs_come_back_bit_for_bit_and_nothing_is_written_where_they_lay(tmp_path):
    photographs = [photograph(bytes([n])) for n in range(3)]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with images.mounted(tmp_path, 32) as (image, place):
        for n, data in enumerate(photographs):
            (place / f"photo{n}.jpg").write_bytes(data)
        os.sync()
        for n in range(3):
            (place / f"photo{n}.jpg").unlink()
        images.unmount(place)
        before = hashlib.sha256(image.read_bytes()).hexdigest()

        def act(remedy):
            if remedy != "files.recover_deleted":
                return "not_solved"
            recover(image, elsewhere)
            return "solved" if found(elsewhere) >= wanted else "not_solved"

        wanted = {hashlib.sha256(data).hexdigest() for data in photographs}
        complaint = "J'ai supprimé mes photos par erreur et la corbeille est vide, elles ont disparu"
        with Program(complaint, "--look", f"source={image}", "--look", f"scratch={elsewhere}") as program:
            end = program.lead(TRUE, act)

        assert end["step"] == "done"
        assert "files.recover_deleted" in program.proposed
        stop, recovery = (program.proposed.index(f"files.{name}") for name in ("stop_writing", "recover_deleted"))
        assert stop < recovery
        assert found(elsewhere) >= wanted
        assert hashlib.sha256(image.read_bytes()).hexdigest() == before


def recover(image, elsewhere):
    search = "partition_none,options,keep_corrupted_file_no,search"
    command = ["photorec", "/log", "/logname", str(elsewhere / "log"), "/d", str(elsewhere / "back"), "/cmd"]
    subprocess.run([*command, str(image), search], check=False, capture_output=True, timeout=120, cwd=elsewhere)


def found(elsewhere):
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in elsewhere.rglob("*.jpg")}
