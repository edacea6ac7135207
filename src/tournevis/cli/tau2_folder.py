"""tau2-bench's telecom domain, brought as a folder: its tasks, its simulated phone, and its own check of the end.

Only that domain is imported, not what the package as a whole wants for language models. Nothing of it is kept here.
"""

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Literal

DOMAIN = "tau2.domains.telecom"
MANAGERS = {
    "service_issues": "service_issues_task_manager",
    "mobile_data_issues": "mobile_data_task_manager",
    "mms_issues": "mms_issue_task_manager",
}
DATA = Path("data/tau2/domains/telecom")
HAND_OVER = "transfer_to_human_agents"


class NotThere(Exception):
    """The folder is no checkout that can be played; its text says what is missing."""


class _Quiet:
    """Stands for a logger that says nothing."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_values, **_more: None


def _stand_ins() -> dict[str, dict[str, Any]]:
    """What the domain's modules import and a play does not use, but for TOML and the logger."""
    return {
        "loguru": {"logger": _Quiet()},
        "toml": {"load": lambda file: tomllib.loads(file.read())},
        "deepdiff": {"DeepDiff": None},
        "addict": {"Dict": dict},
        "dotenv": {"load_dotenv": lambda: True},
        "docstring_parser": {"parse": None},
    }


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    """Lets the domain be imported: packages without their own start, stand-ins for what is not installed."""
    packages = ["tau2", "tau2.data_model", "tau2.environment", "tau2.domains", DOMAIN]
    made: dict[str, ModuleType] = {name: ModuleType(name) for name in packages}
    for name, module in made.items():
        module.__path__ = [str(folder / "src" / name.replace(".", "/"))]
    absent = [name for name in _stand_ins() if name == "loguru" or (name not in sys.modules and not find_spec(name))]
    for name in absent:
        made[name] = ModuleType(name)
        made[name].__dict__.update(_stand_ins()[name])
    before = {name: sys.modules.get(name) for name in [*made, *[n for n in sys.modules if n.startswith("tau2")]]}
    sys.modules.update(made)
    try:
        yield
    finally:
        for name in [name for name in sys.modules if name == "tau2" or name.startswith("tau2.")]:
            del sys.modules[name]
        for name, module_before in before.items():
            sys.modules.pop(name, None)
            if module_before is not None:
                sys.modules[name] = module_before


@dataclass(frozen=True)
class Task:
    """One task of the list.

    Attributes:
        kinds: the names of its faults; for the tables, a play is not told.
        published: whether it is in the list that came with the benchmark; its generator makes more by now.
    """

    name: str
    kinds: tuple[str, ...]
    published: bool
    ticket: str
    _made: Any
    _composed: Any


class Phone:
    """A task's simulated phone and operator, from its beginning."""

    def __init__(self, modules: SimpleNamespace, task: Task) -> None:
        self.modules, self.environment = modules, modules.environment.get_environment()
        for action in task._made.initial_state.initialization_actions:
            self.environment.run_env_function_call(action)

    def __call__(self, by: Literal["user", "agent"], tool: str, arguments: Mapping[str, Any]) -> str:
        """What a tool answers."""
        requestor = "user" if by == "user" else "assistant"
        call = self.modules.message.ToolCall(id=tool, name=tool, arguments=dict(arguments), requestor=requestor)
        return str(self.environment.get_response(call).content)


class Benchmark:
    """The domain of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for needed in (Path("src/tau2/domains/telecom"), DATA / "db.toml", DATA / "user_db.toml"):
            if not (folder / needed).exists():
                raise NotThere(f"{folder}: no tau2-bench here ({needed} is missing); give a checkout of it")
        try:
            with _importable(folder):
                self.modules = self._imported()
        except ImportError as error:
            raise NotThere(f"{folder}: its telecom domain cannot be imported: {error}") from error

    @staticmethod
    def _imported() -> SimpleNamespace:
        tasks = {name: import_module(f"{DOMAIN}.tasks.{name}") for name in MANAGERS}
        return SimpleNamespace(
            environment=import_module(f"{DOMAIN}.environment"),
            message=import_module("tau2.data_model.message"),
            utils=import_module(f"{DOMAIN}.tasks.utils"),
            managers=[getattr(module, MANAGERS[name]) for name, module in tasks.items()],
        )

    def tasks(self) -> Iterator[Task]:
        """Every task that the generator makes, in its order."""
        published = self._published()
        for manager in self.modules.managers:
            composed = self.modules.utils.compose_tasks(manager.selection_sets, manager.task_validator)
            for each in sorted(composed, key=lambda task: len(task.composed_from)):
                name = f"[{manager.name}]{each.name}"
                made = manager.create_task(each)
                kinds = tuple(part.name for part in each.composed_from)
                yield Task(name, kinds, published is None or name in published, made.ticket, made, each)

    def _published(self) -> frozenset[str] | None:
        """Names in the full list that came with the benchmark, without personas; None where it is missing."""
        try:
            names = json.loads((self.folder / DATA / "split_tasks.json").read_text("utf-8"))["full"]
        except (OSError, ValueError, KeyError):
            return None
        return frozenset(name.split("[PERSONA")[0] for name in names)

    def phone(self, task: Task) -> Phone:
        """The task's phone, not yet touched."""
        return Phone(self.modules, task)

    def solved(self, task: Task, phone: Phone, tools: list[str]) -> bool:
        """The benchmark's own check, after a play: its assertions hold, and it was handed over where it had to be."""
        met = all(
            phone.environment.run_env_assertion(assertion, raise_assertion_error=False)
            for assertion in task._made.evaluation_criteria.env_assertions
        )
        return met and (HAND_OVER in tools) == self.hopeless(task)

    def hopeless(self, task: Task) -> bool:
        """Whether the task's own solution is to hand over."""
        return any(action.name == HAND_OVER for action in task._made.evaluation_criteria.actions)

    def repairs(self, task: Task) -> Counter[str]:
        """How often each write belongs to a repair of one of the task's faults; for judging a play that is over."""
        environment = self.phone(task).environment
        calls = [call for repair in task._composed.fix_funcs if repair is not None for call in repair(environment)]
        return Counter(written(call.name, call.arguments) for call in calls)


def written(tool: str, arguments: Mapping[str, Any]) -> str:
    """A call as one word, to be counted."""
    return f"{tool} {json.dumps(dict(arguments), sort_keys=True, default=str)}"
