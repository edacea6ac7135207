import shutil
from pathlib import Path

import pytest

from tournevis.troubleshooting import Model, Session, compile_model, load_base

FOLDER = Path(__file__).parent / "base"


@pytest.fixture(scope="session")
def model() -> Model:
    return compile_model(load_base(FOLDER))


@pytest.fixture
def session(model: Model) -> Session:
    return Session(model)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the test base, to be broken."""
    return Path(shutil.copytree(FOLDER, tmp_path / "base"))
