import doctest
import importlib
import pkgutil

import pytest

from tournevis.probing import parsers


def modules(package):
    names = (found.name for found in pkgutil.walk_packages(package.__path__, package.__name__ + ".") if not found.ispkg)
    return sorted(names)


@pytest.mark.parametrize("name", modules(parsers))
def test_each_parser_shows_a_sample_that_it_reads_as_it_says(name):
    module = importlib.import_module(name)

    result = doctest.testmod(module)

    bare = not any(callable(vars(module).get(word)) for word in ("parse", "read_only", "decode"))
    assert result.failed == 0
    assert result.attempted > 0 or bare, f"{name} shows no sample"
