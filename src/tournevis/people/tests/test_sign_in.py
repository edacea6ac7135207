"""Signing in, and the pause after too many refusals."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tournevis.people.models import FailedSignIn, Installation
from tournevis.people.rules import LockedOut, WrongCredentials, identify
from tournevis.people.tests.factories import PASSWORD, make_user

NOW = timezone.now()
HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def ana(organisation):
    return make_user(organisation, username="ana.b", email="ana@example.org", password=PASSWORD)


def sign_in(name="ana.b", password=PASSWORD, address=HERE, now=NOW, known=False):
    return identify(name, password, address=address, now=now, known=known)


def fail(times, **kwargs):
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            sign_in(password="wrong", **kwargs)


@pytest.mark.parametrize("name", ["ana.b", "ana@example.org", " ANA@Example.ORG ", "Ana.B"])
def test_by_e_mail_or_user_name_in_any_case(ana, name):
    assert sign_in(name) == ana


@pytest.mark.parametrize(("name", "password"), [("ana.b", "wrong"), ("nobody", PASSWORD), ("", ""), ("ana.b", "")])
def test_a_refusal_does_not_say_which_of_the_two_is_wrong(ana, name, password, english):
    with pytest.raises(WrongCredentials, match="do not match an account"):
        sign_in(name, password)


def test_a_closed_account_is_refused_like_an_unknown_one(ana):
    ana.is_active = False
    ana.save()
    with pytest.raises(WrongCredentials):
        sign_in()


def test_after_too_many_refusals_even_the_right_password_waits(ana, english):
    fail(5)
    with pytest.raises(LockedOut, match="15 minutes") as info:
        sign_in()
    assert info.value.until == NOW + timedelta(minutes=15)


def test_the_pause_ends_by_itself(ana):
    fail(5)
    assert sign_in(now=NOW + timedelta(minutes=15, seconds=1)) == ana


def test_knocking_during_the_pause_does_not_lengthen_it(ana):
    fail(5)
    with pytest.raises(LockedOut):
        sign_in(now=NOW + timedelta(minutes=14))
    assert sign_in(now=NOW + timedelta(minutes=15, seconds=1)) == ana


def test_an_unknown_name_is_paused_too_so_that_names_cannot_be_guessed(db):
    fail(5, name="nobody")
    with pytest.raises(LockedOut):
        sign_in("nobody")


def test_somebody_elses_refusals_do_not_keep_a_user_out(ana):
    fail(5, address=THERE)
    assert sign_in(address=HERE) == ana


def test_guesses_spread_over_many_addresses_are_paused_as_well(ana):
    for n in range(50):
        fail(1, address=f"198.51.100.{n}")
    with pytest.raises(LockedOut):
        sign_in()


def test_one_address_that_tries_many_names_is_paused(ana):
    for n in range(50):
        fail(1, name=f"guess{n}")
    with pytest.raises(LockedOut):
        sign_in()


def test_colleagues_behind_one_address_do_not_keep_out_who_has_signed_in_from_his_browser_before(ana):
    for n in range(200):
        FailedSignIn.objects.create(name=f"agent{n}", address=HERE, at=NOW)
    with pytest.raises(LockedOut):
        sign_in()
    assert sign_in(known=True) == ana


def test_a_known_browser_is_paused_after_its_own_refusals(ana):
    fail(5, known=True)
    with pytest.raises(LockedOut):
        sign_in(known=True)


def test_a_success_forgets_the_refusals(ana):
    fail(4)
    sign_in()
    fail(4)
    assert sign_in() == ana
    assert not FailedSignIn.objects.exists()


def test_the_settings_choose_how_many_and_how_long(ana):
    Installation(lockout_failures=2, lockout_minutes=60).save()
    fail(2)
    with pytest.raises(LockedOut):
        sign_in(now=NOW + timedelta(minutes=59))


@pytest.mark.parametrize("name", ["x" * 5000, "\x00", "ana' or 1=1", "é" * 300])
def test_garbage_is_refused_like_any_wrong_name(db, name):
    with pytest.raises(WrongCredentials):
        sign_in(name)
