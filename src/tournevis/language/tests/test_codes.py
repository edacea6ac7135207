import pytest

from tournevis.language import codes


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("erreur 0x80070643 pendant la mise à jour", "windows", "0x80070643"),
        ("écran bleu DRIVER_IRQL_NOT_LESS_OR_EQUAL", "stop", "DRIVER_IRQL_NOT_LESS_OR_EQUAL"),
        ("stop code MEMORY_MANAGEMENT", "stop", "MEMORY_MANAGEMENT"),
        ("NET::ERR_CERT_DATE_INVALID partout", "browser", "NET::ERR_CERT_DATE_INVALID"),
        ("DNS_PROBE_FINISHED_NXDOMAIN", "browser", "DNS_PROBE_FINISHED_NXDOMAIN"),
        ("bounced with 550 5.7.1 rejected", "smtp", "5.7.1"),
        ("the page says error 404", "http", "404"),
        ("503 service unavailable", "http", "503"),
        ("le copieur affiche SC542", "printer", "SC542"),
        ("79.00FE service error", "printer", "79.00FE"),
        ("fails to start with error 1067", "exit", "1067"),
    ],
)
def test_a_code_is_found_with_its_kind(text, kind, code):
    assert [(found.kind, found.code) for found in codes(text)] == [(kind, code)]


@pytest.mark.parametrize("text", ["depuis 2024 mon PC rame", "README.txt", "il me reste 200 Mo", "salle B214"])
def test_an_ordinary_number_is_no_code(text):
    assert codes(text) == ()
