"""Reads networks in BIF, the Interchange Format for Bayesian Networks (version 0.15).

Understood: `network`, `variable` with `type discrete`, `probability` with `table`, rows by parents' states and
`default`; properties and comments are skipped.
"""

import re
from pathlib import Path

from .network import Network
from .tables import BifError, Block, Declared, build

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"[^"\n]*"|[{}()\[\],;|]|[^\s{}()\[\],;|"]+|"', re.DOTALL)
MARKS = frozenset("{}()[],;|")


def read_bif(path: Path) -> Network:
    """The network of a file.

    Raises:
        BifError: unknown node or state, a row that does not sum to one, a cycle, or text that is no BIF.
        OSError: the file cannot be read.
    """
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise BifError(f"{path.name}:1: is not text in UTF-8; save it again as UTF-8") from error
    return parse_bif(text, path.name)


def parse_bif(text: str, name: str = "network.bif") -> Network:
    """The network of a text; `name` is the file named in errors, which are those of `read_bif`."""
    reader = _Reader(text, name)
    variables, blocks = reader.run()
    return Network(build(variables, blocks, name))


class _Reader:
    """One pass over the tokens of a file; each carries its line."""

    def __init__(self, text: str, name: str) -> None:
        self.name, self.at = name, 0
        self.tokens: list[tuple[str, int]] = []
        line, done = 1, 0
        for found in TOKEN.finditer(text):
            line += text.count("\n", done, found.start())
            done = found.start()
            if not found.group().startswith(("//", "/*")):
                self.tokens.append((found.group().strip('"') or '"', line))
        self.variables: dict[str, Declared] = {}
        self.blocks: dict[str, Block] = {}

    def run(self) -> tuple[dict[str, Declared], dict[str, Block]]:
        """What the file declares: the variables, and each one's block of probabilities."""
        blocks = {"network": self._network, "variable": self._variable, "probability": self._probability}
        while self.at < len(self.tokens):
            word = self._word("network, variable or probability")
            if word not in blocks:
                raise self._wrong(f"{word!r} begins no block; expected network, variable or probability")
            blocks[word]()
        if not self.variables:
            raise BifError(f"{self.name}:1: declares no variable; is this a BIF file?")
        return self.variables, self.blocks

    def _network(self) -> None:
        while self._next() != "{":
            pass
        self._skip_to("}")

    def _variable(self) -> None:
        name, line = self._word("the name of a variable"), self._line
        if name in self.variables:
            raise self._wrong(f"variable {name} is declared twice; remove one")
        self._expect("{")
        states: tuple[str, ...] = ()
        while (word := self._next()) != "}":
            if word == "type":
                states = self._states(name)
            else:
                self._skip_to(";")
        if not states:
            raise self._wrong(f"variable {name} has no states; add a line `type discrete [2] {{ no, yes }};`")
        self.variables[name] = Declared(states, line)

    def _states(self, name: str) -> tuple[str, ...]:
        if (kind := self._next()) != "discrete":
            raise self._wrong(f"variable {name} is {kind}; only discrete ones are understood")
        self._expect("[")
        count = self._word("how many states")
        self._expect("]")
        self._expect("{")
        states = self._list("}")
        self._expect(";")
        if count != str(len(states)) or len(set(states)) < len(states):
            raise self._wrong(f"variable {name} announces {count} states and names {len(set(states))}; make them agree")
        return states

    def _probability(self) -> None:
        self._expect("(")
        name, line = self._word("the name of a variable"), self._line
        parents = self._list(")") if (mark := self._next()) == "|" else ()
        if mark not in "|)":
            raise self._wrong(f"{mark!r} after {name}; expected `|` and its parents, or `)`")
        if name in self.blocks:
            raise self._wrong(f"{name} has two blocks of probabilities; remove one")
        block = self.blocks[name] = Block(name, parents, line)
        self._expect("{")
        while (word := self._next()) != "}":
            self._row(block, word)

    def _row(self, block: Block, word: str) -> None:
        line = self._line
        if word == "(":
            key: tuple[str, ...] | str = self._list(")")
        elif word in ("table", "default"):
            key = word
        else:
            self._skip_to(";")
            return
        numbers = []
        while (number := self._next()) != ";":
            if number != ",":
                numbers.append(self._number(number))
        block.rows.append((key, tuple(numbers), line))

    def _number(self, text: str) -> float:
        try:
            value = float(text)
        except ValueError as error:
            raise self._wrong(f"{text!r} is no number; write a probability, and `;` after the row") from error
        if not 0.0 <= value <= 1.0:
            raise self._wrong(f"{text} is no probability; write a number from 0 to 1")
        return value

    def _list(self, end: str) -> tuple[str, ...]:
        words = []
        while (word := self._next()) != end:
            if word != ",":
                if word in MARKS:
                    raise self._wrong(f"{word!r} inside a list; expected names, commas and {end!r}")
                words.append(word)
        return tuple(words)

    def _skip_to(self, end: str) -> None:
        while self._next() != end:
            pass

    def _word(self, what: str) -> str:
        word = self._next()
        if word in MARKS:
            raise self._wrong(f"{word!r} where {what} should be")
        return word

    def _expect(self, mark: str) -> None:
        if (found := self._next()) != mark:
            raise self._wrong(f"{found!r} where {mark!r} should be")

    def _next(self) -> str:
        if self.at >= len(self.tokens):
            raise self._wrong("the file ends inside a block; is it whole?")
        self.at += 1
        return self.tokens[self.at - 1][0]

    @property
    def _line(self) -> int:
        return self.tokens[max(0, self.at - 1)][1] if self.tokens else 1

    def _wrong(self, what: str) -> BifError:
        return BifError(f"{self.name}:{self._line}: {what}")
