import pytest

from tournevis.language import meanings
from tournevis.language.data import read
from tournevis.language.meanings import ABOUT, EVIDENCE, INSTEAD, canonical, evidence, tables_named
from tournevis.troubleshooting import Session, compile_model


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


@pytest.mark.parametrize(
    ("text", "fact", "answer"),
    [
        ("écran bleu 0x7B au démarrage", "stop_codes", "disk"),
        ("blue screen CRITICAL_PROCESS_DIED every morning", "stop_codes", "system"),
        ("code d'arrêt 0x000000EF", "boot_message", "stop_error"),
        ("3 bips longs puis rien", "beeps", "beeps"),
        ("le voyant clignote orange 2 fois puis blanc 7 fois", "beeps", "blinks"),
        ("le copieur affiche SC542", "printer_panel", "error_code"),
        ("HP printer shows 13.20.00", "printer_panel", "jam"),
        ("imprimante partagée : 0x0000011b", "print_message", "connect_code"),
        ("mail returned: 550 5.1.1 no such user", "bounce_text", "unknown_recipient"),
        ("scan to mail on the copier fails, smtp 535", "scan_error", "login"),
        ("net::ERR_CERT_DATE_INVALID on the intranet", "browser_message", "certificate"),
        ("erreur 809 en lançant le VPN", "vpn_message", "no_answer"),
        ("attribut 197 du SMART à 24", "smart_state", "warning"),
        ("Code 43 sur ma webcam USB", "usb_device", "error"),
        ("error code 10 on the wifi adapter in device manager", "adapter_state", "error"),
    ],
)
def test_a_quoted_code_answers_the_question_that_would_ask_for_it(understander, text, fact, answer):
    assert understander.understand(text).facts.get(fact) == answer


def test_stop_codes_that_differ_say_that_they_vary_and_other_contradictions_are_left_to_be_asked(understander):
    assert understander.understand("0x1A hier, 0xD1 ce matin, écran bleu").facts["stop_codes"] == "various"
    printed = understander.understand("the printer shows media-empty, yesterday it was media-jam").facts
    assert "printer_panel" not in printed


def test_a_code_that_the_words_contradict_answers_nothing(understander):
    facts = understander.understand("no bootable device, before that a stop 0xED").facts

    assert "boot_message" not in facts
    assert facts["stop_codes"] == "disk"


def test_a_device_code_settles_nothing_about_a_device_that_is_not_named(understander):
    facts = understander.understand("code 43 dans le gestionnaire de périphériques").facts

    assert not {"usb_device", "adapter_state", "audio_device", "gpu_driver"} & set(facts)


def test_a_fault_that_a_code_points_to_expects_what_the_code_states(base):
    """Else the code itself would rule out the fault that it means; a fact of some devices only is theirs to expect."""
    scales = base.scales.likelihoods
    for table, entry in entries():
        for fact, answer in entry.get("states", {}).items():
            assert base.facts[fact].answer(answer), (table, entry["codes"], fact)
            hopes = [scales[hope] for hope in (expects(base, fault, fact, answer) for fault in entry["faults"]) if hope]
            needed = 1 if fact in {*ABOUT, *INSTEAD} else len(entry["faults"])
            assert sum(hope >= scales["rare"] for hope in hopes) >= needed, (table, entry["codes"], fact)


def expects(base, fault, fact, answer):
    """The word for how often that fault gives that answer, or None."""
    usual = base.facts[fact].usual
    said = base.faults[fault].expects.get(fact, usual if isinstance(usual, dict) else None)
    return {said: "nearly_always"}.get(answer) if isinstance(said, str) else (said or {}).get(answer)


@pytest.mark.parametrize("complaint", ["écran bleu 0x7B au démarrage", "blue screen 0xEF, it loops"])
def test_a_case_that_quotes_its_stop_code_is_never_asked_for_it(base, understander, complaint):
    heard = understander.understand(complaint)
    session = Session(compile_model(base))
    session.understood(heard.weights, complaint=complaint, language=heard.language)
    for fact, answer in heard.facts.items():
        session.answer(fact, answer, via="stated")

    asked = []
    for _ in range(12):
        step = session.advice().step
        if step.kind == "remedy":
            session.outcome(step.id, "not_solved")
        elif step.kind in ("question", "probe"):
            asked.append(step.id)
            session.answer(step.id, None)

    assert asked
    assert not {"stop_codes", "boot_message"} & set(asked)
