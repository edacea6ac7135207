"""What the environment says."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from tournevis.project import environment


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path, monkeypatch):
    monkeypatch.delenv("TOURNEVIS_SECRET_KEY", raising=False)

    first = environment.secret_key(tmp_path)

    assert environment.secret_key(tmp_path) == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_given_secret_key_is_not_written_down(tmp_path, monkeypatch):
    monkeypatch.setenv("TOURNEVIS_SECRET_KEY", "given")

    assert environment.secret_key(tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_the_embedded_database_acknowledges_only_what_is_on_the_disk(tmp_path):
    settings = environment.database("", tmp_path)

    assert settings["NAME"] == tmp_path / "tournevis.sqlite3"
    assert "synchronous=FULL" in settings["OPTIONS"]["init_command"]
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_postgresql_address_is_taken_apart(tmp_path):
    settings = environment.database("postgres://me:s%40fe@db.example:5433/desk?sslmode=require", tmp_path)

    assert settings["NAME"] == "desk"
    assert settings["PASSWORD"] == "s@fe"
    assert (settings["HOST"], settings["PORT"]) == ("db.example", "5433")
    assert settings["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense"])
def test_another_database_is_refused_by_name(url, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="neither sqlite nor postgres"):
        environment.database(url, tmp_path)


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("yes", True), ("0", False), ("", False), ("no", False)])
def test_a_flag_is_said_in_words_or_figures(said, meant, monkeypatch):
    monkeypatch.setenv("TOURNEVIS_TRY", said)

    assert environment.flag("TOURNEVIS_TRY") is meant
