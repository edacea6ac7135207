"""How many dangers raise an alarm, and how many harmless texts do, over texts kept for measuring."""

from pathlib import Path

import pytest
import yaml

MISSED, FALSE = 1, 0  # at most


@pytest.fixture(scope="module")
def texts():
    return yaml.safe_load(Path(__file__).with_name("dangers.yaml").read_text("utf-8"))


def test_dangers_raise_an_alarm(understander, texts):
    missed = [text for text in texts["dangers"] if not understander.understand(text).alarms]

    assert len(texts["dangers"]) >= 40
    assert len(missed) <= MISSED, missed


def test_harmless_texts_raise_none(understander, texts):
    raised = [text for text in texts["harmless"] if understander.understand(text).alarms]

    assert len(texts["harmless"]) >= 40
    assert len(raised) <= FALSE, raised
