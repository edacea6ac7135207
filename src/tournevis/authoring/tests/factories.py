"""Drafts for tests."""

from tournevis.authoring.models import Draft
from tournevis.people.tests.factories import make_technician


def make_draft(organisation, **fields):
    """A draft of a question that nobody has reviewed."""
    content = {
        "id": "own_lamp",
        "names": {"fr": "La lampe est allumée", "en": "The lamp is lit"},
        "answers": [{"id": "yes", "fr": "Oui", "en": "Yes"}, {"id": "no", "fr": "Non", "en": "No"}],
        "ways": [{"ask": {"fr": "La lampe est-elle allumée ?", "en": "Is the lamp lit?"}}],
    }
    known = {"kind": "facts", "record": "own_lamp", "content": content, "language": "fr"}
    author = fields.pop("author", None) or make_technician(organisation)
    return Draft.objects.create(organisation=organisation, author=author, **{**known, **fields})
