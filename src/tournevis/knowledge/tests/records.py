"""A fault of an organisation's own, with its remedy and its question."""


def question(key="badge_light", **fields):
    """A question that the shipped base does not ask."""
    answers = [{"id": "red", "fr": "Rouge", "en": "Red"}, {"id": "green", "fr": "Vert", "en": "Green"}]
    ask = {"fr": "De quelle couleur est le voyant du lecteur ?", "en": "Which colour is the reader's light?"}
    way = {"ask": ask, "how": {"fr": "Regardez le lecteur.", "en": "Look at the reader."}, "minutes": 0.3}
    names = {"fr": "Voyant du lecteur de badge", "en": "Badge reader's light"}
    return {"id": key, "names": names, "answers": answers, "usual": "green", "ways": [way], **fields}


def remedy(key="printing.badge_reset", **fields):
    """Switching the badge reader off and on."""
    return {
        "id": key,
        "names": {"fr": "Relancer le lecteur de badge", "en": "Restart the badge reader"},
        "steps": {"any": {"fr": ["Débranchez le lecteur.", "Rebranchez-le."], "en": ["Unplug it.", "Plug it in."]}},
        "by": "user",
        "minutes": {"user": 2},
        "check": {"fr": "Passez le badge.", "en": "Hold the badge to it."},
        **fields,
    }


def fault(key="printing.badge_reader", **fields):
    """A badge reader that hangs, so that nothing is printed."""
    words = {
        "fr": [
            "le lecteur de badge reste rouge",
            "mon badge ne débloque plus l'imprimante",
            "badge refusé",
            "lecteur bloqué",
        ],
        "en": ["the badge reader stays red", "my badge does not release my prints", "badge refused", "reader hangs"],
    }
    plain = {"fr": "Le lecteur s'est bloqué.", "en": "The reader got stuck."}
    return {
        "id": key,
        "names": {"fr": "Lecteur de badge bloqué", "en": "Badge reader hangs"},
        "complaints": words,
        "share": 2,
        "expects": {"badge_light": "red"},
        "shows": {"nothing_printed": "usual"},
        "remedies": [{"use": "printing.badge_reset", "cures": "usual"}],
        "explain": {"plain": plain, "technical": plain},
        "prevent": {"fr": "Mettez le lecteur à jour.", "en": "Update the reader."},
        **fields,
    }


def own(**fields):
    """The three records as edits."""
    return {
        "facts:badge_light": question(),
        "remedies:printing.badge_reset": remedy(),
        "faults:printing.badge_reader": fault(**fields),
    }
