"""A secret in the database is sealed, shows nowhere, and is sealed again with each new key."""

import pytest
from django.core import serializers
from django.db import connection

from tournevis.people.models import Installation
from tournevis.vault.fields import Sealed, keyring
from tournevis.vault.keyring import KeyProblem
from tournevis.vault.rotation import rotate, sealed_columns

SECRET = "s3cret of the mail server"


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.KEYS_FILE = tmp_path / "keys.json"


@pytest.fixture
def kept(db):
    Installation(smtp_password=SECRET).save()
    return Installation.objects.get()


def in_the_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT smtp_password FROM people_installation")
        return cursor.fetchone()[0]


def test_the_database_and_its_dumps_do_not_hold_the_text(kept):
    assert SECRET not in in_the_database()
    assert SECRET not in serializers.serialize("json", Installation.objects.all())
    assert kept.smtp_password.reveal() == SECRET


def test_a_secret_that_is_printed_or_formatted_does_not_tell(kept):
    shown = f"{kept.smtp_password} {kept.smtp_password!r} {vars(kept)}"

    assert SECRET not in shown
    assert "•••" in shown


def test_an_instance_forgets_the_text_as_soon_as_it_is_saved(db):
    settings = Installation(smtp_password=SECRET)
    settings.save()

    assert isinstance(settings.smtp_password, Sealed)


def test_no_secret_is_no_token(db):
    Installation().save()

    assert in_the_database() == ""
    assert not Installation.objects.get().smtp_password


def test_a_new_key_seals_everything_again_and_the_old_one_is_forgotten(kept):
    before = in_the_database()

    assert rotate() == 1

    assert not keyring().is_newest(before)
    assert keyring().is_newest(in_the_database())
    assert len(keyring().keys) == 1
    assert Installation.objects.get().smtp_password.reveal() == SECRET


def test_a_rotation_that_meets_a_secret_it_cannot_open_changes_nothing(kept):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_installation SET smtp_password = 'gAAAAA-not-ours'")

    with pytest.raises(KeyProblem):
        rotate()

    assert in_the_database() == "gAAAAA-not-ours"
    assert len(keyring().keys) == 2


def test_the_mail_password_is_among_what_is_sealed_again():
    assert (Installation, "smtp_password") in [(model, field.name) for model, field in sealed_columns()]
