"""What the house promises about its own files."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    file
    for folder in ("src", "scripts", "tests")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in file.parts
]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
ADDRESS = re.compile(r"https?://|index-url|find-links", re.IGNORECASE)
# Words that are French and nothing else, in names or texts of code: interface strings are English, translated.
FRENCH = re.compile(
    r"\b(?:utilisateur|imprimante|panne|veuillez|fichier|erreur|mot de passe|est|avec|pour|les|des)\b", re.I
)
STRING = re.compile(r'_\(\s*"([^"]*)"')


def test_no_source_is_longer_than_four_hundred_lines():
    long = {str(file.relative_to(ROOT)): n for file in SOURCES if (n := len(file.read_text().splitlines())) > 400}

    assert long == {}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_hashes_and_no_address(lock):
    text = lock.read_text()

    assert not ADDRESS.search(text)
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert block.startswith("#") or "--hash=sha256:" in block, block[:80]


def test_the_lock_of_npm_holds_hashes_and_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_every_runtime_dependency_is_locked_and_explained():
    declared = re.findall(
        r'^    "([a-z0-9-]+)', (ROOT / "pyproject.toml").read_text().split("[project.optional")[0], re.M
    )
    locked = (ROOT / "requirements" / "runtime.lock").read_text()
    explained = (ROOT / "docs" / "dependencies.md").read_text().lower()

    assert [name for name in declared if f"\n{name}==" not in f"\n{locked}"] == []
    assert [name for name in declared if name not in explained] == []


def test_strings_of_the_interface_are_written_in_english_and_translated():
    french = [
        f"{file.relative_to(ROOT)}: {text}"
        for file in SOURCES
        if "tests" not in file.parts
        for text in STRING.findall(file.read_text())
        if FRENCH.search(text)
    ]

    assert french == []


def test_no_page_holds_a_script_or_a_style_of_its_own():
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=\"|\son[a-z]+=\"|javascript:", re.IGNORECASE)
    pages = sorted((ROOT / "src").rglob("templates/**/*.html"))
    bad = [
        str(page.relative_to(ROOT)) for page in pages if inline.search(page.read_text()) and "report" not in page.name
    ]

    assert bad == []


def test_no_string_to_translate_hides_in_an_f_string():
    """Gettext does not look inside `f"{_('…')}"`: such a string would never be translated."""
    hidden = re.compile(r"""\{_\(['"]""")

    assert [
        str(file.relative_to(ROOT))
        for file in SOURCES
        if hidden.search(file.read_text()) and file.name != "test_house.py"
    ] == []
