from pathlib import Path

import pytest

from tournevis import troubleshooting
from tournevis.language import Understander
from tournevis.troubleshooting import load_base


@pytest.fixture(scope="session")
def base():
    return load_base()


@pytest.fixture(scope="session")
def small_base():
    """A base of a few faults, learnt in no time."""
    return load_base(Path(troubleshooting.__file__).parent / "tests" / "base")


@pytest.fixture(scope="session")
def understander(base, tmp_path_factory):
    return Understander(base, cache=tmp_path_factory.mktemp("words"))
