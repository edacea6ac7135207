"""Two technicians do not overwrite each other."""

import json
import os
import subprocess
import sys

import pytest


@pytest.mark.slow
def test_of_those_who_answer_the_same_step_at_once_one_is_heard_and_the_others_are_told(tmp_path):
    environment = os.environ | {"TOURNEVIS_DATA": str(tmp_path), "TOURNEVIS_DATABASE_URL": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "tournevis.diagnosis.tests.crowd"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr[-2000:]

    for seen in json.loads(done.stdout.splitlines()[-1]):
        assert len(seen["kept"]) == 1
        # the same answer given by two at once is one answer, and no reason to trouble anybody
        assert set(seen["told"]) == set(seen["kept"])
