"""`tournevis bench search`: how long searches and the index's writers take, on a database made for it."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import tempfile
from dataclasses import asdict
from random import Random
from typing import Any

WRITERS = 4


def main(argv: list[str]) -> int:
    """Fill, search, write; print the table. Exit code 1 where the database given is not empty."""
    parser = argparse.ArgumentParser(prog="tournevis bench", description="Measure the search.")
    parser.add_argument("what", choices=("search",))
    parser.add_argument("--documents", type=int, default=100_000, help="100,000: some minutes; 1,000,000: an hour")
    parser.add_argument("--database", default="", help="address of an empty PostgreSQL database; SQLite by default")
    parser.add_argument("--searches", type=int, default=500)
    parser.add_argument("--writes", type=int, default=200, help="documents that each of the writers adds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="tournevis-bench-") as folder:
        setup(folder, options.database)
        from django.core.management import call_command
        from django.db import connection

        if connection.introspection.table_names():
            print("tournevis: this database is not empty; give one that is")
            return 1
        call_command("migrate", "search", verbosity=0)
        told = measured(options, folder)
    print(json.dumps(told) if options.json else "\n".join(table(told)))
    return 0


def setup(folder: str, database: str) -> None:
    """Start Django on a database of its own."""
    os.environ["TOURNEVIS_DATA"] = folder
    os.environ["TOURNEVIS_DATABASE_URL"] = database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tournevis.project.settings")
    import django

    django.setup()


def measured(options: argparse.Namespace, folder: str) -> dict[str, Any]:
    """All figures, times in milliseconds."""
    from django.db import connection

    from tournevis.search import measuring

    rng, texts = Random(options.seed), sentences()
    pool = measuring.documents(texts, rng)
    took = measuring.fill(options.documents, measuring.weighed(pool), rng)
    asked = measuring.questions(texts, rng, options.searches)
    base, alone = measuring.baseline(), measuring.searched(asked)
    told = {
        "database": connection.vendor,
        "documents": options.documents,
        "filled_s": took,
        "baseline": asdict(base),
        "search": asdict(alone),
        "search_over_baseline": alone.median / base.median,
    }
    connection.close()
    with multiprocessing.get_context("spawn").Pool(WRITERS) as writers:
        first = options.documents + 1
        jobs = [(folder, options.database, first + n * options.writes, options.writes, n) for n in range(WRITERS)]
        result = writers.starmap_async(write, jobs)
        told["search_while_written"] = asdict(measuring.searched(asked))
        done = result.get()
    seconds = [one for part, _failed in done for one in part]
    told["write"] = asdict(measuring.Speed.of(seconds))
    told["writes"], told["writes_failed"] = len(seconds), sum(failed for _part, failed in done)
    return told


def write(folder: str, database: str, first: int, count: int, seed: int) -> tuple[list[float], int]:
    """What one of the writers does, in a process of its own."""
    setup(folder, database)
    from tournevis.search import measuring

    pool = measuring.documents(sentences(), Random(1))
    return measuring.written(first, count, pool, seed)


def sentences() -> list[str]:
    """The complaints and names of the shipped base, in both languages."""
    from tournevis.troubleshooting import load_base

    faults = load_base().faults.values()
    return [
        text for fault in faults for tongue in ("fr", "en") for text in (fault.names[tongue], *fault.complaints[tongue])
    ]


def table(told: dict[str, Any]) -> list[str]:
    """The figures for people."""
    lines = [f"{told['database']}, {told['documents']:,} documents, filled in {told['filled_s']:.0f} s"]
    names = ("baseline", "search", "search_while_written", "write")
    lines += [f"{name:22} median {told[name]['median']:7.2f} ms   p99 {told[name]['p99']:7.2f} ms" for name in names]
    lines.append(f"search over baseline   {told['search_over_baseline']:.2f}")
    lines.append(f"{told['writes']} documents written by {WRITERS} writers, {told['writes_failed']} refused")
    return lines
