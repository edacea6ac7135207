"""A virus: found by a real scanner, isolated first, cleaned, verified by a second scan."""

import hashlib
import shutil

import pytest

from .program import Program, uses

pytestmark = pytest.mark.skipif(not shutil.which("clamscan"), reason="clamscan is not installed (package clamav)")
# the harmless test file that all scanners know (eicar.org), in two parts so that this file is not one
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture
def infected(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "facture.exe").write_bytes(EICAR)
    (folder / "lettre.txt").write_text("Bonjour")
    signature = f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test-Signature\n"
    (tmp_path / "own.hdb").write_text(signature)
    return folder


def test_a_virus_is_isolated_before_it_is_cleaned_and_a_second_scan_proves_it(infected):
    options = ("--look", f"folder={infected}", "--look", f"signatures={infected.parent / 'own.hdb'}")

    def act(remedy):
        if remedy not in uses("security.attachment_run") or remedy == "security.isolate":
            return "not_solved"
        (infected / "facture.exe").unlink(missing_ok=True)
        return "solved"

    complaint = "J'ai ouvert une pièce jointe bizarre et depuis mon antivirus dit qu'il y a un virus"
    answers = {"security_event": "attachment_opened", "odd_process": "yes", "files_renamed": "no", "scope": "only_me"}
    with Program(complaint, *options) as program:
        end = program.lead(answers, act)

    assert program.read("av_state")[0] == "detection_active"
    assert "av_state" not in program.asked
    assert program.proposed[0] == "security.isolate"
    assert end["step"] == "done"
    assert end["fault"].startswith("security.")
    # after the cleaning the scanner looked again and found nothing
    assert program.read("av_state")[-1] != "detection_active"
    assert (infected / "lettre.txt").exists()
