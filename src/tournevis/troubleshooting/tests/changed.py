"""The test base with some remedies otherwise than written."""

from pathlib import Path

from tournevis.troubleshooting import Session, compile_model, load_base
from tournevis.troubleshooting.packs import Base

FOLDER = Path(__file__).parent / "base"


def session_with(remedies, **scales):
    """A case on the test base where each remedy named has those other values, and so the table of words."""
    base = load_base(FOLDER)
    family = base.families["rig"]
    changed = tuple(remedy.model_copy(update=remedies.get(remedy.id, {})) for remedy in family.remedies)
    return Session(
        compile_model(
            Base.model_construct(
                version=base.version,
                scales=base.scales.model_copy(update=scales),
                families={"rig": family.model_copy(update={"remedies": changed})},
                facts=base.facts,
                symptoms=base.symptoms,
            )
        )
    )


def belief_in(session, fault):
    """How likely a fault is now."""
    return float(session.belief()[session.model.index[fault]])
