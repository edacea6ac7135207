"""The visitor's address behind a proxy."""

import pytest

from tournevis.project.proxy import BehindProxy


@pytest.fixture
def seen(rf, settings):
    settings.PROXIES = ["127.0.0.1"]

    def address(remote, forwarded=None):
        headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
        return BehindProxy(lambda request: request.META["REMOTE_ADDR"])(rf.get("/", REMOTE_ADDR=remote, **headers))

    return address


def test_a_trusted_proxy_is_believed(seen):
    assert seen("127.0.0.1", "192.0.2.7") == "192.0.2.7"


def test_what_the_visitor_himself_put_before_is_not(seen):
    assert seen("127.0.0.1", "10.0.0.1, 192.0.2.7") == "192.0.2.7"


def test_anybody_else_is_not_believed(seen):
    assert seen("192.0.2.9", "10.0.0.1") == "192.0.2.9"


@pytest.mark.parametrize("garbage", ["", "unknown", "a, b", "192.0.2.7:8080"])
def test_garbage_leaves_the_proxys_own_address(seen, garbage):
    assert seen("127.0.0.1", garbage) == "127.0.0.1"
