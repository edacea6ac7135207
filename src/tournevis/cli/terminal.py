"""The case in a terminal: coloured, by keyboard alone, one line at a time so that it also works over a slow link."""

from collections.abc import Callable
from typing import NoReturn

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table

from tournevis.facts import Outcome
from tournevis.troubleshooting import Advice, BadAnswer, Step
from tournevis.troubleshooting.explain import explain, row_text
from tournevis.troubleshooting.turning import turning, turning_text

from . import step_words
from .case import Case
from .words import translation

RISK_COLOURS = {"none": "green", "low": "yellow", "medium": "dark_orange", "high": "red"}


class Left(Exception):
    """The reader leaves; the case is kept."""


class Unusable(Exception):
    """What was typed is no act; the message, in the reader's language, says what would be."""


def converse(case: Case, complaint: str | None, system: str, *, fresh: bool, console: Console | None = None) -> int:
    """Lead a case with the person at the keyboard; exit code 0 when it ended, 3 when it was left open."""
    return _Talk(case, system, console or Console(highlight=False)).run(complaint, fresh=fresh)


class _Talk:
    def __init__(self, case: Case, system: str, console: Console) -> None:
        self.case, self.system, self.console = case, system, console
        self._ = translation(case.language)

    def run(self, complaint: str | None, *, fresh: bool) -> int:
        try:
            self._begin(complaint, fresh=fresh)
            while not self._turn():
                pass
        except Left:
            self.case.keep()
            self.console.print(f"\n[dim]{self._('The case is kept: the same command goes on from here.')}[/]")
            return 3
        self._forget()
        return 0

    def _begin(self, complaint: str | None, *, fresh: bool) -> None:
        """Go on with the case left open, or take the complaint of a new one."""
        session, _ = self.case.session, self._
        if session.events and fresh:
            self.console.print(
                _("A case was left open: “{complaint}”.").format(complaint=escape(session.state.complaint))
            )
            if complaint or self._ask(_("Go on with it? [Y/n] ")).lower() in ("n", "no", "non"):
                self.case.restart()
        if not self.case.session.events:
            wrong = _("What is wrong?")
            for alarm in self.case.complain(complaint or self._ask(f"[bold]{wrong}[/]\n> ")):
                self.console.print(Panel(escape(alarm), border_style="red", style="bold"))
            for told in self.case.codes():
                self.console.print(Padding(f"[dim]{escape(told)}[/]", (0, 1)))

    def _forget(self) -> None:
        """An ended case is no longer offered to be gone on with."""
        if self.case.diary is not None:
            self.case.diary.rename(self.case.diary.with_suffix(".last.jsonl"))

    def _turn(self) -> bool:
        """One step; True when the case has ended."""
        advice = self.case.advice()
        step = advice.step
        if step.kind == "probe":
            self._read(step)
            return False
        if step.kind in ("done", "escalate"):
            self._end(advice)
            return True
        self._show(advice)
        self._take(advice)
        return False

    def _read(self, step: Step) -> None:
        with self.console.status(step_words.question(self.case.model, step, self.case.language)):
            found = self.case.read(step.probe or "")
        for event, raw in found:
            text = step_words.reading(self.case.model, event, raw, self.case.language)
            known = event.kind == "answer" and (raw is None or raw.outcome is Outcome.VALUE)
            mark = "[green]✓[/]" if known else "[dim]·[/]"
            self.console.print(f" {mark} [dim]{escape(text)}[/]")

    def _show(self, advice: Advice) -> None:
        step, model, language = advice.step, self.case.model, self.case.language
        self.console.print()
        if step.kind == "remedy":
            self._show_remedy(step)
        else:
            self.console.print(f"[bold cyan]{escape(step_words.question(model, step, language))}[/]")
            if how := step_words.how(step, language):
                self.console.print(Padding(f"[dim]{escape(how)}[/]", (0, 2)))
        for number, choice in enumerate(step_words.choices(model, step, language), start=1):
            self.console.print(f"  [bold]{number}[/]  {escape(choice['text'])}")
        self.console.print(f"  [dim]{self._keys(step)}[/]")

    def _keys(self, step: Step) -> str:
        _ = self._
        unknown = [_("Enter: I don't know")] if step.kind == "question" else []
        return "   ".join([*unknown, _("w: why"), _("b: back"), _("c: correct"), _("h: hand over"), _("q: leave")])

    def _show_remedy(self, step: Step) -> None:
        _, language, remedy = self._, self.case.language, self.case.model.base.remedies[step.id]
        worst = remedy.risk.worst
        risk = {"none": _("no risk"), "low": _("low risk"), "medium": _("medium risk"), "high": _("high risk")}[worst]
        self.console.print(f"[bold green]{escape(remedy.names[language])}[/]  [{RISK_COLOURS[worst]}]{risk}[/]")
        if remedy.consent:
            consent = _("Your consent is needed:")
            self.console.print(f"  [yellow]{consent} {escape(remedy.consent[language])}[/]")
        if row := row_text(self.case.model.base, step, language):
            self.console.print(Padding(f"[yellow]{escape(row)}[/]", (0, 2)))
        for number, text in enumerate(remedy.steps_for(self.system, language), start=1):
            self.console.print(Padding(f"{number}. {escape(text)}", (0, 2)))
        undo = remedy.undo or remedy.irreversible
        if undo:
            label = _("To undo:") if remedy.undo else _("Cannot be undone:")
            self.console.print(Padding(f"[dim]{label} {escape(undo[language])}[/]", (0, 2)))
        check = _("To check:")
        self.console.print(Padding(f"[bold]{check}[/] {escape(remedy.check[language])}", (0, 2)))

    def _take(self, advice: Advice) -> None:
        """Take one line from the keyboard until it is an act on the case."""
        acts: dict[str, Callable[[], object]] = {
            "b": self.case.session.back,
            "c": self._correct,
            "h": self.case.session.escalate,
            "q": self._leave,
        }
        while True:
            line = self._ask("> ").strip().lower()
            if line in ("w", "?"):
                self._why(advice)
                continue
            try:
                acts[line]() if line in acts else self._answer(advice.step, line)
                self.case.keep()
                return
            except BadAnswer as error:
                self._refuse(error.text(self.case.language))
            except Unusable as error:
                self._refuse(str(error))

    def _refuse(self, text: str) -> None:
        self.console.print(f"[red]{escape(text)}[/]")

    def _leave(self) -> NoReturn:
        raise Left

    def _answer(self, step: Step, line: str) -> None:
        choice = self._choice(
            step_words.choices(self.case.model, step, self.case.language), line, empty=step.kind == "question"
        )
        if step.kind == "question":
            self.case.session.answer(step.id, choice)
            return
        verdict = choice or "not_done"
        if verdict == "solved" and not self._verified(step):
            verdict = "not_solved"
        self.case.session.outcome(step.id, verdict)

    def _choice(self, choices: list[dict[str, str]], line: str, *, empty: bool) -> str | None:
        if not line and empty:
            return None
        if line.isascii() and line.isdigit() and 1 <= int(line) <= len(choices):
            return choices[int(line) - 1]["id"]
        raise Unusable(self._("Type a number from 1 to {last}, or one of the letters below.").format(last=len(choices)))

    def _verified(self, step: Step) -> bool:
        """Read again what the remedy's check names; where it contradicts the user, he decides."""
        found = self.case.verify(step.id)
        if found is None:
            return True
        event, raw, holds = found
        text = step_words.reading(self.case.model, event, raw, self.case.language)
        self.console.print(f" {'[green]✓[/]' if holds else '[red]✗[/]'} {escape(text)}")
        return holds or self._ask(self._("The reading says otherwise. Is it really fixed? [y/N] ")).lower() in (
            "y",
            "yes",
            "o",
            "oui",
        )

    def _correct(self) -> None:
        """Let an earlier answer be changed."""
        session, base, language = self.case.session, self.case.model.base, self.case.language
        findings = sorted(session.state.findings.values(), key=lambda finding: finding.position)
        if not findings:
            raise Unusable(self._("Nothing was answered yet."))
        for number, finding in enumerate(findings, start=1):
            answer = base.facts[finding.fact].answer(finding.answer)
            self.console.print(
                f"  [bold]{number}[/]  {escape(base.facts[finding.fact].names[language])}: "
                + escape(answer[language] if answer else "")
            )
        which = self._choice(
            [{"id": f.fact, "text": ""} for f in findings], self._ask(self._("Which one? ")), empty=False
        )
        fact = base.facts[which or ""]
        for number, known in enumerate(fact.answers, start=1):
            self.console.print(f"  [bold]{number}[/]  {escape(known[language])}")
        picked = self._choice([{"id": a.id, "text": ""} for a in fact.answers], self._ask("> "), empty=True)
        session.correct(fact.id, picked)

    def _why(self, advice: Advice) -> None:
        words = explain(self.case.model, self.case.session.state, advice, self.case.language)
        self.console.print(Padding(escape(words.why), (0, 2)))
        session = self.case.session
        ahead = turning_text(session, turning(session, advice, self.case.allowance), self.case.language)
        for line in (*words.detail, *ahead):
            self.console.print(Padding(f"[dim]{escape(line)}[/]", (0, 2)))
        table = Table(box=None, padding=(0, 2))
        for title in (self._("Likely cause"), "%", self._("What speaks for and against")):
            table.add_column(title)
        for cause in words.causes:
            told = ", ".join(f"{item.text} ({item.decibans:+.0f} dB)" for item in cause.evidence)
            table.add_row(escape(cause.name), f"{100 * cause.probability:.0f}", f"[dim]{escape(told)}[/]")
        self.console.print(table)

    def _end(self, advice: Advice) -> None:
        session = self.case.session
        if advice.step.kind == "escalate" and not session.state.over:
            session.escalate(advice.step.id)
            self.case.keep()
        words = explain(self.case.model, session.state, advice, self.case.language, causes=1)
        self.console.print(f"\n[bold green]{escape(words.why)}[/]\n")
        self.console.print(escape(step_words.ending(session, advice.step, self.case.language)))

    def _ask(self, prompt: str) -> str:
        try:
            return self.console.input(prompt)
        except (EOFError, KeyboardInterrupt):
            raise Left from None
