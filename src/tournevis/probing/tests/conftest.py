"""One private print server for the tests of this room that need one; each test takes a queue of its own."""

import itertools
import os
from pathlib import Path

import pytest

from tournevis.probing.recorded import RecordedMachine
from tournevis.probing.tests import cups as private

numbers = itertools.count(1)


@pytest.fixture(scope="session")
def cups():
    if tool := private.missing():
        pytest.skip(f"{tool} is not installed (Debian: cups cups-client)")
    with private.PrivateCups() as server:
        yield server


@pytest.fixture
def queue(cups):
    """A new queue on the private server, taken away afterwards."""
    name = f"imprimante{next(numbers)}"
    cups.add(name)
    yield name
    cups.remove(name)


@pytest.fixture
def server_here(cups, monkeypatch):
    """This machine's print server is the private one."""
    monkeypatch.setenv("CUPS_SERVER", cups.environment["CUPS_SERVER"])
    return cups


@pytest.fixture(scope="session")
def shared():
    """The folder of recordings that are not part of the product."""
    beside = Path(__file__).parents[4] / ".." / "shared"
    folder = Path(os.environ.get("TOURNEVIS_SHARED", beside)) / "data"
    if not folder.is_dir():
        pytest.skip("no shared recordings (set TOURNEVIS_SHARED)")
    return folder


@pytest.fixture
def read_all(shared):
    """Text of a recording, whatever its encoding."""
    from tournevis.probing.parsers.any.text import decode

    return lambda path: decode((shared / path).read_bytes())


@pytest.fixture
def recorded():
    return RecordedMachine
