import pytest

from tournevis.language import Understander
from tournevis.troubleshooting import load_base


@pytest.fixture(scope="session")
def base():
    return load_base()


@pytest.fixture(scope="session")
def understander(base, tmp_path_factory):
    return Understander(base, cache=tmp_path_factory.mktemp("words"))
