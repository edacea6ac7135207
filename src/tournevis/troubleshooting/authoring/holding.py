"""Holding learning back where it would break what an author accepted."""

from collections.abc import Collection
from dataclasses import replace

from tournevis.troubleshooting.model import Model

EVERYTHING = "*"


def held(learnt: Model, authored: Model, steps: Collection[str]) -> Model:
    """The learnt model with the authors' own numbers for some facts and remedies.

    Args:
        steps: their ids; `EVERYTHING` gives back all the authors' numbers, how common each fault is among them.
    """
    if EVERYTHING in steps:
        return replace(authored, counts=learnt.counts)
    facts = {fact: authored.likelihood[fact] for fact in steps if fact in authored.likelihood}
    success = {remedy: authored.success[remedy] for remedy in steps if remedy in authored.success}
    hope = {remedy: chances for remedy, chances in learnt.hope.items() if remedy not in success}
    return replace(
        learnt,
        likelihood={**learnt.likelihood, **facts},
        success={**learnt.success, **success},
        hope=hope,
    )
