"""`tournevis bench tau2`: the telecom tasks of tau2-bench played from the answers of its tools alone."""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from tournevis.troubleshooting.games.content import Game
from tournevis.troubleshooting.games.floor import causes_known, floor
from tournevis.troubleshooting.games.load import load_game
from tournevis.troubleshooting.games.mistakes import Misreporting
from tournevis.troubleshooting.games.play import Played, Player
from tournevis.troubleshooting.games.worlds import Worlds, worlds_of

from .tau2_folder import Benchmark, NotThere, Task, written

MISREPORTS = 0.05


def main(argv: list[str]) -> int:
    """Play and print; exit code 0, or 1 with what is missing in the folder."""
    parser = argparse.ArgumentParser(prog="tournevis bench", description="Play tau2-bench's telecom tasks.")
    parser.add_argument("what", choices=("tau2",))
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a checkout of sierra-research/tau2-bench")
    parser.add_argument("--all", action="store_true", help="also the tasks that its generator makes since")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each N-th task (default: all)")
    parser.add_argument("--misreports", type=float, default=MISREPORTS, help=f"share ({MISREPORTS}); 0: left out")
    parser.add_argument("--seed", type=int, default=0, help="seed of the misreports (default: 0)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    if options.every < 1 or not 0 <= options.misreports < 1:
        parser.error("--every: at least 1; --misreports: from 0, below 1")
    try:
        benchmark = Benchmark(options.folder.resolve())
    except NotThere as error:
        print(f"tournevis bench tau2: {error}", file=sys.stderr)
        return 1
    tasks = [task for task in benchmark.tasks() if options.all or task.published][:: options.every]
    found = measure(benchmark, tasks, options.misreports, options.seed)
    print(json.dumps(found) if options.json else "\n".join(table(found)))
    return 0


@dataclass(frozen=True)
class Result:
    """How one task went."""

    task: Task
    played: Played
    solved: bool
    hopeless: bool
    needless: int


class _Room:
    """One player for each complaint, so that what was thought over once serves all tasks."""

    def __init__(self) -> None:
        self.game: Game = load_game(Path(str(files("tournevis.troubleshooting.games") / "telecom.yaml")))
        self.players: dict[tuple[str, tuple[tuple[str, str], ...]], Player] = {}

    def player(self, ticket: str) -> Player:
        worlds = worlds_of(self.game, ticket)
        if worlds is None:
            raise NotThere(f"a ticket that fits no complaint of the pack: {ticket[:80]}")
        place = worlds.complaint.words, worlds.told
        if place not in self.players:
            self.players[place] = Player(worlds)
        return self.players[place]


def measure(benchmark: Benchmark, tasks: Sequence[Task], misreports: float, seed: int) -> dict[str, Any]:
    """The tables of a truthful user and of one who misreports, and the floor of these tasks."""
    room = _Room()
    found: dict[str, Any] = {
        "tasks": len(tasks),
        "truthful": _rows([_play(benchmark, room, task, 0.0, "") for task in tasks]),
    }
    if misreports:
        mistaken = [_play(benchmark, room, task, misreports, f"{seed} {task.name}") for task in tasks]
        found["misreports"] = {"share": misreports, "seed": seed, **_rows(mistaken)}
    return {**found, "floor": _floor(room, tasks)}


def _play(benchmark: Benchmark, room: _Room, task: Task, misreports: float, seed: str) -> Result:
    """Play a task, and only then look at what it wanted."""
    player, phone = room.player(task.ticket), benchmark.phone(task)
    played = player.play(task.ticket, phone, Misreporting(player.worlds, misreports, seed))
    tools = [call.tool for call in played.calls]
    writes = Counter(written(call.tool, call.arguments) for call in played.calls if call.kind == "write")
    needless = (writes - benchmark.repairs(task)).total()
    return Result(task, played, benchmark.solved(task, phone, tools), benchmark.hopeless(task), needless)


def _rows(results: Sequence[Result]) -> dict[str, Any]:
    by_faults: dict[int, list[Result]] = defaultdict(list)
    by_complaint: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_faults[len(result.task.kinds)].append(result)
        by_complaint[result.task.name[1:].split("]")[0]].append(result)
    return {
        "all": _row(results),
        "by_faults": {str(count): _row(by_faults[count]) for count in sorted(by_faults)},
        "by_complaint": {name: _row(found) for name, found in by_complaint.items()},
    }


def _row(results: Sequence[Result]) -> dict[str, float]:
    calls = np.array([len(result.played.calls) for result in results])
    ended = [(result.played.end == "handed_over", result.hopeless) for result in results]
    return {
        "tasks": len(results),
        "solved": sum(result.solved for result in results),
        "calls_mean": float(calls.mean()),
        "calls_median": float(np.median(calls)),
        "calls_p90": float(np.percentile(calls, 90)),
        "reads_mean": _mean(results, "read"),
        "writes_mean": _mean(results, "write"),
        "needless_writes": sum(result.needless for result in results),
        "escalated_rightly": ended.count((True, True)),
        "escalated_wrongly": ended.count((True, False)),
        "not_escalated": ended.count((False, True)),
    }


def _mean(results: Sequence[Result], kind: str) -> float:
    return float(np.mean([sum(call.kind == kind for call in result.played.calls) for result in results]))


def _floor(room: _Room, tasks: Iterable[Task]) -> dict[str, float]:
    """Mean calls of the best strategy that knows these very tasks; and of the repairs alone."""
    groups: dict[int, tuple[Worlds, list[tuple[str, ...]]]] = {}
    for task in tasks:
        worlds = room.player(task.ticket).worlds
        groups.setdefault(id(worlds), (worlds, []))[1].append(task.kinds)
    total = sum(len(cases) for _, cases in groups.values())
    sums = np.zeros(3)
    for worlds, cases in groups.values():
        alone = causes_known(worlds, cases)
        sums += len(cases) * np.array([alone, floor(worlds, cases, proof=False), floor(worlds, cases, proof=True)])
    return dict(zip(("causes_known", "certain", "shown"), map(float, sums / total), strict=True))


def table(found: dict[str, Any]) -> list[str]:
    """The measures for people."""
    bounds = found["floor"]
    floor_of = f"{bounds['certain']:.2f} calls to be certain of the end, {bounds['shown']:.2f} to have it shown"
    lines = [f"{found['tasks']} tasks; floor: {floor_of}; causes known {bounds['causes_known']:.2f}"]
    for name in ("truthful", *(["misreports"] if "misreports" in found else [])):
        lines += ["", f"{name:<20} tasks solved   mean median   p90  reads writes needless  right wrong (escalated)"]
        rows = found[name]
        lines.append(_line("all", rows["all"]))
        lines += [_line(f"{count} faults", row) for count, row in rows["by_faults"].items()]
        lines += [_line(complaint, row) for complaint, row in rows["by_complaint"].items()]
    return lines


def _line(name: str, row: dict[str, Any]) -> str:
    spent = f"{row['calls_mean']:6.2f} {row['calls_median']:6.1f} {row['calls_p90']:5.1f}"
    kinds = f"{row['reads_mean']:6.2f} {row['writes_mean']:6.2f} {row['needless_writes']:8}"
    ends = f"{row['escalated_rightly']:6} {row['escalated_wrongly']:5}"
    return f"  {name:<18} {row['tasks']:5} {row['solved']:6} {spent} {kinds} {ends}"
