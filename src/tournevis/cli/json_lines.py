"""The protocol for programs: one JSON object a line, documented in docs/protocol.md."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TextIO

from tournevis.troubleshooting import Advice, BadAnswer, Step
from tournevis.troubleshooting.explain import explain
from tournevis.troubleshooting.worth import numbers

from . import step_words
from .case import Case

PROTOCOL = 1
MAX_LINE = 1_000_000
SHOWN_CAUSES = 20
MESSAGES = '{"answer": …}, {"back": true}, {"correct": id, "answer": …}, {"escalate": true}'


def run(
    case: Case, source: TextIO, sink: TextIO, system: str, alarms: Sequence[str] = (), codes: Sequence[str] = ()
) -> int:
    """Drive a case by JSON lines until it ends or the reader goes; the exit code: 0 ended, 3 left open.

    Args:
        alarms: what must be said at once; goes with the first step, as `alarms`.
        codes: what the codes of the complaint mean; the same, as `codes`.
    """
    return _Dialogue(case, source, sink, system, {"alarms": list(alarms), "codes": list(codes)}).run()


class _Dialogue:
    def __init__(self, case: Case, source: TextIO, sink: TextIO, system: str, told: dict[str, list[str]]) -> None:
        self.told = {name: texts for name, texts in told.items() if texts}
        self.case, self.source, self.sink, self.system = case, source, sink, system
        self.doubted: set[str] = set()

    def run(self) -> int:
        while True:
            advice = self.case.advice()
            if advice.step.kind == "probe" and not self.case.reader_probes:
                self._read(advice)
                continue
            self._put(advice)
            if advice.step.kind in ("done", "escalate"):
                if not self.case.session.state.over:
                    self.case.session.escalate(advice.step.id)
                    self.case.keep()
                return 0
            if not self._take(advice.step):
                return 3

    def _say(self, step: str, **fields: Any) -> None:
        self.sink.write(json.dumps({"protocol": PROTOCOL, "step": step, **fields}, ensure_ascii=False) + "\n")
        self.sink.flush()

    def _belief(self, advice: Advice) -> list[dict[str, Any]]:
        return [{"fault": fault, "p": round(p, 4)} for fault, p in advice.belief[:SHOWN_CAUSES]]

    def _read(self, advice: Advice) -> None:
        model, language = self.case.model, self.case.language
        for event, raw in self.case.read(advice.step.probe or ""):
            text = step_words.reading(model, event, raw, language)
            value = event.value if event.kind == "answer" else None
            because = raw.because if raw is not None else "no such reading"
            reason = {} if event.kind == "answer" else {"because": because}
            self._say("reading", id=event.id, probe=advice.step.probe, text=text, answer=value, **reason)

    def _put(self, advice: Advice) -> None:
        model, language, step = self.case.model, self.case.language, advice.step
        words = explain(model, self.case.session.state, advice, language, causes=1)
        common = {"id": step.id, "choices": step_words.choices(model, step, language), "why": words.why}
        risk = model.base.remedies[step.id].risk.worst if step.kind == "remedy" else "none"
        price = {"price": numbers(advice.price)} if advice.price is not None else {}
        details = {**self._details(advice), **price}
        told, self.told = self.told, {}
        self._say(step.kind, **common, risk=risk, belief=self._belief(advice), **details, **told)

    def _details(self, advice: Advice) -> dict[str, Any]:
        """The fields that only some steps have."""
        model, language, step = self.case.model, self.case.language, advice.step
        if step.kind == "question":
            return {"text": step_words.question(model, step, language), "how": step_words.how(step, language)}
        if step.kind == "probe":
            return {"text": step_words.question(model, step, language), "probe": step.probe}
        if step.kind == "remedy":
            return {**self._remedy(step), "success": numbers(advice.success)}
        return {"text": step_words.ending(self.case.session, step, language), "fault": advice.belief[0][0]}

    def _remedy(self, step: Step) -> dict[str, Any]:
        language, remedy = self.case.language, self.case.model.base.remedies[step.id]
        undo = remedy.undo or remedy.irreversible
        return {
            "text": "\n".join(step_words.remedy_lines(self.case.model, step, language, self.system)),
            "steps": list(remedy.steps_for(self.system, language)),
            "by": remedy.by,
            "consent": remedy.consent[language] if remedy.consent else None,
            "undo": undo[language] if undo else None,
            "check": remedy.check[language],
            "guards": [guard.say[language] for guard in remedy.guards],
            "row": {"before": list(step.tests), "after": list(step.also)},
        }

    def _take(self, step: Step) -> bool:
        """Take one line; a bad one is answered by an error and the step is put again. False at the end of input."""
        line = self.source.readline(MAX_LINE + 1)
        if not line:
            return False
        try:
            self._act(step, _parse(line))
        except BadAnswer as error:
            while len(line) > MAX_LINE and not line.endswith("\n"):
                line = self.source.readline(MAX_LINE + 1)
            self._say("error", id=step.id, text=error.text(self.case.language))
        self.case.keep()
        return True

    def _act(self, step: Step, message: Mapping[str, Any]) -> None:
        session = self.case.session
        acts: dict[str, Callable[[], object]] = {
            "back": session.back,
            "escalate": session.escalate,
            "correct": lambda: session.correct(str(message["correct"]), message.get("answer")),
            "answer": lambda: self._answer(step, message["answer"]),
        }
        for key, act in acts.items():
            if key in message and (key in ("correct", "answer") or message[key]):
                act()
                return
        raise BadAnswer("message", known=MESSAGES)

    def _answer(self, step: Step, value: Any) -> None:
        if step.kind == "remedy":
            if value == "solved":
                self._verify(step.id)
            self.case.session.outcome(step.id, "not_done" if value is None else value)
        else:
            self.case.session.answer(step.id, value, via="reader" if step.kind == "probe" else "asked")

    def _verify(self, remedy: str) -> None:
        """Read again what the remedy's check names; a reading that contradicts the answer is put to the reader once."""
        found = self.case.verify(remedy)
        if found is None:
            return
        event, raw, holds = found
        text = step_words.reading(self.case.model, event, raw, self.case.language)
        self._say("reading", id=event.id, text=text, answer=event.value, holds=holds)
        if not holds and remedy not in self.doubted:
            self.doubted.add(remedy)
            raise BadAnswer("check_fails", detail=text)


def _parse(line: str) -> Mapping[str, Any]:
    if len(line) > MAX_LINE:
        raise BadAnswer("line_too_long", known=MAX_LINE)
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadAnswer("not_json", detail=str(error)[:120]) from error
    if not isinstance(message, dict):
        raise BadAnswer("not_an_object", known='{"answer": "yes"}')
    return message
