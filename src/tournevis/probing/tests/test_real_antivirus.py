"""ClamAV itself, with a signature of our own: the harmless test file of EICAR."""

import hashlib
import shutil

import pytest

from tournevis.probing import Target, run
from tournevis.probing.tests.helpers import reasons, values
from tournevis.probing.verification import scan_is_clean

# In two parts, so that this file is no test virus itself.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"

pytestmark = pytest.mark.skipif(shutil.which("clamscan") is None, reason="clamscan is not installed (Debian: clamav)")


@pytest.fixture
def signatures(tmp_path):
    file = tmp_path / "own.hdb"
    file.write_text(f"{hashlib.md5(EICAR, usedforsecurity=False).hexdigest()}:{len(EICAR)}:Eicar-Test\n")
    return str(file)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "mes documents"
    folder.mkdir()
    (folder / "lettre.txt").write_text("Bonjour")
    return folder


def scan(folder, signatures):
    return run("antivirus", Target(options={"folder": str(folder), "signatures": signatures}))


def test_a_clean_folder_is_clean(folder, signatures):
    assert values(scan(folder, signatures)) == {
        "antivirus.state": "ok",
        "antivirus.detections": 0,
        "antivirus.names": (),
    }


def test_a_virus_is_found_named_and_gone_after_cleaning(folder, signatures):
    infected = folder / "sous dossier"
    infected.mkdir()
    (infected / "facture: juin.exe").write_bytes(EICAR)
    (infected / "copie.exe").write_bytes(EICAR)

    seen = values(scan(folder, signatures))
    before = scan_is_clean(Target(), str(folder), signatures)
    shutil.rmtree(infected)
    after = scan_is_clean(Target(), str(folder), signatures)

    assert seen == {
        "antivirus.state": "detection_active",
        "antivirus.detections": 2,
        "antivirus.names": ("Eicar-Test",),
    }
    assert (before.verdict, after.verdict) == ("no", "yes")


def test_a_folder_or_a_signature_that_is_not_there_proves_nothing(folder, signatures, tmp_path):
    nowhere = scan_is_clean(Target(), str(tmp_path / "nowhere"), signatures)
    unsigned = scan(folder, str(tmp_path / "no.hdb"))

    assert nowhere.verdict == "unknown"
    assert set(reasons(unsigned).values()) == {"failed"}
