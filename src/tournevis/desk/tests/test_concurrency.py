"""Several people act at the same moment."""

import json
import os
import subprocess
import sys

import pytest

from tournevis.desk.tests import crowd


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    environment = os.environ | {"TOURNEVIS_DATA": str(tmp_path_factory.mktemp("crowd")), "TOURNEVIS_DATABASE_URL": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    run = subprocess.run(
        [sys.executable, "-m", "tournevis.desk.tests.crowd"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_every_ticket_is_taken_by_exactly_one(seen):
    assert sorted(seen["taken"]) == list(range(1, crowd.TICKETS + 1))


def test_tickets_opened_at_once_have_numbers_of_their_own_without_a_gap(seen):
    opened = crowd.TECHNICIANS * crowd.WORDS
    assert sorted(seen["opened"]) == list(range(crowd.TICKETS + 1, crowd.TICKETS + opened + 1))


def test_no_word_and_no_version_is_lost(seen):
    assert seen["notes"] == seen["versions"] == crowd.TECHNICIANS * crowd.WORDS
