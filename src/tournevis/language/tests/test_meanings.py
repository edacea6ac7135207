import pytest

from tournevis.language import meanings
from tournevis.language.data import read
from tournevis.language.meanings import EVIDENCE, canonical, evidence, tables_named


def first_fault(text):
    told = meanings(text)
    return told[0].faults[0] if told else None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("écran bleu 0x0000007B après un changement dans le BIOS", "boot.controller_mode"),
        ("bluescreen stop 0x7b", "boot.controller_mode"),
        ("it says critical process died and restarts", "system.bsod_system_process"),
        ("mise à jour en échec, erreur 0x80070070", "system.update_no_space"),
        ("imprimante partagée : 0x0000011b", "printing.connection_refused"),
        ("net::ERR_CERT_DATE_INVALID on the intranet", "browser.site_certificate"),
        ("the portal answers HTTP 429", "mail.send_limit"),
        ("mail returned: 550 5.1.1 no such user", "mail.rejected_address"),
        ("erreur 809 en lançant le VPN", "network.vpn_blocked"),
        ("Code 43 sur le périphérique USB", "peripherals.driver_missing"),
        ("setup stops with error 1618", "system.other_install_running"),
        ("the process ended with exit code 137", "performance.memory_short"),
        ("attribut 197 du SMART à 24", "storage.disk_failing"),
        ("UDMA_CRC_Error_Count monte sur le disque", "hardware.internal_lead_loose"),
        ("le copieur affiche SC990", "printing.device_hung"),
        ("HP printer shows 13.20.00", "printing.paper_jam"),
        ("printer-state-reasons: media-empty on the printer", "printing.paper_mismatch"),
        ("3 bips longs au démarrage et rien à l'écran", "hardware.memory_faulty"),
        ("one long and two short beeps", "hardware.graphics_card_failed"),
        ("le voyant clignote orange 2 fois puis blanc 7 fois", "display.panel_broken"),
    ],
)
def test_a_code_leads_to_the_fault_it_names(text, fault):
    assert first_fault(text) == fault


@pytest.mark.parametrize(
    "text",
    [
        "réunion à 10.30 dans la salle de l'imprimante",
        "le toner a coûté 49.90 euros",
        "j'ai 43 mails en attente",
        "le bureau 809 n'a plus de chauffage",
        "la lampe orange est allumée",
        "error 4711 in our own software",
    ],
)
def test_an_ordinary_number_means_nothing(text):
    assert meanings(text) == ()


def test_the_same_number_means_another_thing_where_the_text_speaks_of_printing():
    assert first_fault("écran bleu 0x0000007e au démarrage") == "boot.stop_error_driver"
    assert first_fault("0x0000007e quand j'ajoute l'imprimante") == "printing.driver_faulty"


def test_an_error_of_the_system_is_known_in_its_long_form_too():
    assert meanings("0x80070040")[0].says == meanings("erreur 64")[0].says


def test_a_meaning_quoted_twice_is_told_once():
    assert len(meanings("0x0000007B INACCESSIBLE_BOOT_DEVICE, encore 0x7B")) == 1


def test_one_way_of_writing_a_code_is_all_the_same():
    assert canonical("0x0000007B") == canonical("0x7b")
    assert canonical("SC 542") == canonical("sc542")
    assert canonical("NET::ERR_TIMED_OUT") == canonical("err timed out")


def entries():
    return [(table, entry) for table in tables_named() for entry in read(f"codes/{table}")]


def test_every_code_says_what_it_means_and_what_to_do_in_both_languages_and_points_to_faults_of_the_base(base):
    for table, entry in entries():
        first = read("codes/firsts")[entry["first"]]
        assert all((entry["fr"], entry["en"], first["fr"], first["en"])), (table, entry["codes"])
        assert set(entry["faults"]) <= set(base.faults), (table, entry["codes"])
        assert entry["faults"], (table, entry["codes"])


def test_there_are_more_than_a_hundred_and_fifty_meanings_and_no_code_has_two_in_a_table():
    assert len(entries()) > 150
    for table in tables_named():
        codes = [canonical(str(code)) for entry in read(f"codes/{table}") for code in entry["codes"]]
        assert len(codes) == len(set(codes)), table


def test_a_code_makes_its_faults_likelier_and_rules_none_out(understander):
    plain = understander.understand("écran bleu ce matin").weights
    coded = understander.understand("écran bleu ce matin 0x0000001A").weights

    gained = coded["hardware.memory_faulty"] / coded["display.cable_loose"]
    assert gained > 2 * plain["hardware.memory_faulty"] / plain["display.cable_loose"]
    assert min(coded.values()) > 0


def test_the_first_fault_of_a_code_gains_most():
    (meaning,) = meanings("0x0000007B")

    assert list(evidence([meaning]).values()) == [EVIDENCE / place for place in range(1, len(meaning.faults) + 1)]
