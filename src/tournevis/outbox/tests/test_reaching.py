"""An address that somebody typed leads to the open Internet or nowhere."""

import http.server
import socket
import threading

import pytest

from tournevis.outbox.reaching import Target, Unreachable, guard, send, target

INSIDE = [
    "127.0.0.1", "127.1", "0.0.0.0", "10.0.0.7", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[ff02::1]", "[::ffff:127.0.0.1]",
    "[::ffff:a00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "2130706433", "0x7f000001", "localhost", "localhost.",
]  # fmt: skip
BAD = [
    "", "example.org", "ftp://example.org/", "file:///etc/passwd", "gopher://example.org", "http://", "http:///path",
    "https://user@example.org/", "https://user:word@example.org/", "http://exa mple.org/",
    "http://example.org/\r\nX: 1",
    "http://example.org:99999/", "http://[::1/", "javascript:alert(1)", "https://example.org@127.0.0.1/",
    "http://" + "a" * 3000,
]  # fmt: skip

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def names(monkeypatch):
    """The names that exist, and their addresses."""
    known = {"example.org": ["93.184.216.34"]}

    def look_up(host, port, **_how):
        if host not in known:
            raise socket.gaierror("not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known[host]]

    monkeypatch.setattr(guard.socket, "getaddrinfo", look_up)
    return known


@pytest.mark.parametrize("host", INSIDE)
def test_an_address_of_the_inner_network_is_refused(host):
    with pytest.raises(Unreachable):
        target(f"http://{host}/", allowed=[])


@pytest.mark.parametrize("url", BAD)
def test_what_is_no_plain_address_of_the_web_is_refused(names, url):
    with pytest.raises(Unreachable):
        target(url, allowed=[])


def test_a_public_address_is_pinned_to_what_was_checked(names):
    assert target("https://example.org/hook?a=1", allowed=[]) == Target(
        "https", "example.org", 443, "/hook?a=1", "93.184.216.34"
    )


def test_a_name_with_one_inner_address_among_others_is_refused(names):
    names["example.org"].append("10.0.0.1")

    with pytest.raises(Unreachable, match="inner network"):
        target("https://example.org/", allowed=[])


def test_what_an_administrator_allows_by_name_or_network_is_reached(names, settings):
    names["intranet"] = ["10.1.2.3"]

    assert target("http://intranet/", allowed=["intranet"]).address == "10.1.2.3"
    assert target("http://intranet/", allowed=["10.1.0.0/16"]).address == "10.1.2.3"
    settings.REACHABLE = ["10.9.0.0/16"]
    with pytest.raises(Unreachable):
        target("http://intranet/")


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Sends everybody on."""

    def do_POST(self):
        self.server.seen.append((self.headers["Host"], self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(302)
        self.send_header("Location", "http://169.254.169.254/")
        self.end_headers()

    def log_message(self, *_words):
        """Quiet."""


@pytest.fixture
def server():
    server = http.server.HTTPServer(("127.0.0.1", 0), Elsewhere)
    server.seen = []
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_redirect_is_told_and_not_followed_and_the_checked_address_is_the_one_reached(server):
    to = Target("http", "hook.example.org", server.server_port, "/", "127.0.0.1")

    answer = send(to, "POST", body=b"{}")

    assert (answer.status, answer.headers["Location"]) == (302, "http://169.254.169.254/")
    assert server.seen == [(f"hook.example.org:{server.server_port}", b"{}")]


def test_a_server_that_is_not_there_is_told():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    with pytest.raises(Unreachable, match="does not answer"):
        send(Target("http", "hook.example.org", port, "/", "127.0.0.1"), "GET")
