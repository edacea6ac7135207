"""What a finished case leaves for the next ones: one note, taken back when the case comes back."""

from __future__ import annotations

from tournevis.knowledge.rules import keep_note, withdraw_note
from tournevis.troubleshooting.learning import Ending, note
from tournevis.troubleshooting.state import State

from .acting import Act
from .dead_ends import forget_dead_end, note_dead_end


def teach(act: Act) -> None:
    """Keep the note of a case that is over, in place of a former one; it counts from the next day on."""
    take_back(act)
    day, asset = act.now.date(), act.ticket.asset
    ended = ending(act.session.state)
    told = note(act.session.model, act.session.state, ended, day.toordinal())
    act.diagnosis.note = keep_note(
        act.ticket.organisation, {**told.to_json(), "ended": ended}, machine=asset.model if asset else "", closed_on=day
    )
    act.diagnosis.save(update_fields=["note", "updated_at"])
    note_dead_end(act)


def take_back(act: Act) -> None:
    """Let the note of a case that came back count no more."""
    forget_dead_end(act)
    if act.diagnosis.note is not None:
        withdraw_note(act.diagnosis.note, on=act.now.date())
        act.diagnosis.note = None
        act.diagnosis.save(update_fields=["note", "updated_at"])


def ending(state: State) -> Ending:
    """How a case ended: a remedy whose check was done counts as verified, a ticket that was merely closed does not."""
    if state.solved_by is not None:
        return "verified"
    return "handed_over" if state.escalated is not None else "claimed"
