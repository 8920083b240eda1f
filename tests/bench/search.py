"""`bin/bench search`: a million papers on PostgreSQL, made in minutes, and what searches among them cost."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import itertools
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests import postgresql

Cost = tuple[float, float]
"""Seconds by the clock, and of processor: on a busy machine the second is the truer one."""
MEMORY = "shared_buffers=2GB"
"""A quarter of the memory of a machine that carries so much, as PostgreSQL's manual advises; the default is 128 MB."""
BODIES = 300
REPEATS = 3
"""Each question is asked so often, and the quickest counts: whatever else the machine does only makes it slower."""
WORDS = 30_000
RESTRICTED_EVERY = 9
FIRST_DAY = dt.date(1996, 1, 1)
SYLLABLES = ("ra", "me", "ti", "con", "so", "la", "per", "ni", "du", "gov", "est", "mar", "lin", "to", "ca", "ven")


def main() -> None:
    """Make the house, then ask each kind of question many times."""
    parser = argparse.ArgumentParser(prog="bin/bench search", description="Measure search among many papers.")
    parser.add_argument("--papers", type=int, default=1_000_000, help="how many (1,000,000)")
    parser.add_argument("--rounds", type=int, default=40, help="how often each question is asked (40)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="plenary-bench-") as folder:
        os.chmod(folder, 0o755)
        stops: list[Callable[[], None]] = []
        os.environ["DATABASE_URL"] = postgresql.start(Path(folder, "postgresql"), stops.append, MEMORY)
        os.environ["DATA_DIR"] = str(Path(folder, "data"))
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
        try:
            import django

            django.setup()
            _measure(options.papers, options.rounds)
        finally:
            for stop in stops:
                stop()


def _measure(papers: int, rounds: int) -> None:
    from django.core.management import call_command
    from django.urls import reverse

    call_command("migrate", verbosity=0)
    reverse("search")  # with all views, before anything is measured
    began = time.monotonic()
    words = _vocabulary()
    _load(papers, words)
    print(f"{papers:,} papers made and indexed in {time.monotonic() - began:.0f} s\n")
    print(f"{'':<52}{'by the clock':^24}{'of processor':^24}")
    print(f"{'question':<44}{'found':>8}" + f"{'median':>12}{'p95':>12}" * 2)
    everything: list[Cost] = []
    for name, questions in _questions(papers, words).items():
        costs, found = _ask(questions, rounds)
        everything += costs
        print(f"{name:<44}{found:>8,}{_figures(costs)}", flush=True)
    print(f"{'all of them':<52}{_figures(everything)}")


def _figures(costs: list[Cost]) -> str:
    """Median and 95th percentile, of seconds and of seconds of processor."""
    columns = [sorted(column) for column in zip(*costs, strict=True)]
    figures = [(statistics.median(column), column[int(len(column) * 0.95)]) for column in columns]
    return "".join(f"{value * 1000:>9.1f} ms" for pair in figures for value in pair)


def _vocabulary() -> list[str]:
    chance = random.Random(1)
    made = {"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(WORDS * 2)}
    return sorted(sorted(made), key=lambda _word: chance.random())[:WORDS]


def _load(papers: int, words: list[str]) -> None:
    from django.db import connection, transaction

    bodies = _bodies()
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_row_words_document'")
        (index,) = cursor.fetchone()
        cursor.execute("DROP INDEX search_row_words_document")  # quicker made at the end, of everything at once
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # a million notes of changes made good at once
        made, rows = _papers(papers, words, bodies), 50_000
        while batch := list(itertools.islice(made, rows)):
            print(f"{batch[0][0][0]:,}", end=" ", flush=True)
            for table, columns, number in TABLES:
                _copy(cursor.cursor, table, columns, (paper[number] for paper in batch))
    with connection.cursor() as cursor:
        cursor.execute(index)
        cursor.execute("VACUUM ANALYZE")


def _bodies() -> list[int]:
    from groups.models import Body, Organization
    from portal.search.index.upkeep import work

    house = Organization.objects.create(key="house", name={"en": "House"}, zone="America/New_York")
    made = [
        Body.objects.create(
            organization=house,
            slug=f"group-{number}",
            kind="working_group",
            name={"en": f"Working Group {number}"},
            audience="public" if number % 10 else "members",
            closed_is_listed=number % 2 == 0,
        )
        for number in range(BODIES)
    ]
    work(dt.datetime.now(dt.UTC))
    return [body.pk for body in made]


TABLES = (
    (
        "documents_document",
        "id slug body_id kind symbol symbol_key title subtitle occasion occasion_place original_language "
        "language_of_source distribution distribution_printed dated dated_precision job_number author note position",
        0,
    ),
    (
        "documents_revision",
        "id document_id number corrigendum addendum symbol symbol_key state dated dated_precision agreed_how "
        "agreed_precision note",
        1,
    ),
    ("portal_searchrow", "kind object_id body_id on title text tokens", 2),
)


def _papers(papers: int, words: list[str], bodies: list[int]) -> Iterator[tuple[list[Any], ...]]:
    """Each as its rows of three tables; words are as common as in any language: the second half as the first."""
    from portal.search.index.building import place_of, spelled
    from portal.search.words import indexed

    chance = random.Random(2)
    weights = list(itertools.accumulate(1 / rank for rank in range(3, len(words) + 3)))
    for number in range(1, papers + 1):
        body = number % len(bodies)
        day = FIRST_DAY + dt.timedelta(days=number * 11_000 // papers)  # as papers come: one after the other
        symbol = f"OEA/GT{body}/CP-{number}/{day.year % 100:02}"
        key = f"oea-gt-{body}-cp-{number}-{day.year % 100:02}"
        title = {"en": _said(chance, words, weights), "es": _said(chance, words, weights)}
        restricted = number % RESTRICTED_EVERY == 0
        document = [number, key, bodies[body], "report", symbol, key, json.dumps(title), "{}", "{}", "{}", "en", ""]
        document += ["restricted" if restricted else "general", "f", day, "day", "", "{}", "{}", 0]
        revision = [number, number, 0, 0, 0, symbol, key, "issued", day, "day", "", "", "{}"]
        tokens = " ".join(sorted({*spelled(symbol), *place_of(bodies[body]), "t:report", "l:en"}))
        yield document, revision, ["document", number, bodies[body], day, indexed(title), "", tokens]


def _said(chance: random.Random, words: list[str], weights: list[float]) -> str:
    return " ".join(chance.choices(words, cum_weights=weights, k=8))


def _copy(cursor: Any, table: str, columns: str, rows: Iterator[list[Any]]) -> None:
    escaped = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t"})
    lines = ("\t".join(str(value).translate(escaped) for value in row) + "\n" for row in rows)
    named = ", ".join(f'"{name}"' for name in columns.split())
    cursor.copy_expert(f"COPY {table} ({named}) FROM STDIN", io.StringIO("".join(lines)))


def _questions(papers: int, words: list[str]) -> dict[str, Iterator[dict[str, Any]]]:
    """Endless questions of each kind."""
    chance = random.Random(3)

    def words_at(first: int, last: int, count: int = 1) -> Iterator[dict[str, Any]]:
        while True:
            yield {"query": " ".join(chance.sample(words[first:last], count))}

    def symbols(form: str) -> Iterator[dict[str, Any]]:
        while True:
            number = chance.randrange(1, papers)
            yield {"query": form.format(body=number % BODIES, number=number)}

    def with_(questions: Iterator[dict[str, Any]], **more: Any) -> Iterator[dict[str, Any]]:
        return ({**question, **more} for question in questions)

    return {
        "a symbol, whole": symbols("oea/gt{body}/cp-{number}"),
        "a symbol, in part": symbols("CP {number}"),
        "a series of symbols": symbols("gt{body}"),
        "one of the ten commonest words": words_at(0, 10),
        "one of the hundred commonest words": words_at(10, 100),
        "a word in a thousand": words_at(100, 1000),
        "a rare word": words_at(5000, WORDS),
        "two common words": words_at(0, 100, 2),
        "a common word with a rare one": (
            {"query": f"{a['query']} {b['query']}"}
            for a, b in zip(words_at(0, 100), words_at(1000, 5000), strict=False)
        ),
        "three words": words_at(0, 300, 3),
        "a common word, page 30": with_(words_at(0, 50), page=30),
        "a common word, in one year": with_(words_at(0, 50), year=2003),
        "a common word, in one group": with_(words_at(0, 50), group="group-7"),
        "a beginning of words": ({"query": question["query"][:4]} for question in words_at(0, WORDS)),
    }


def _ask(questions: Iterator[dict[str, Any]], rounds: int) -> tuple[list[Cost], int]:
    from portal.actors import ANONYMOUS
    from portal.search import Choices, find

    costs, found = [], 0
    spent = _processor()
    for question in itertools.islice(questions, rounds):
        query, page = question.pop("query"), question.pop("page", 1)
        asked = []
        for _again in range(REPEATS):
            began, spent_before = time.perf_counter(), spent()
            answer = find(ANONYMOUS, query, Choices(**question), page=page)
            asked.append((time.perf_counter() - began, spent() - spent_before))
        costs.append((min(cost[0] for cost in asked), min(cost[1] for cost in asked)))
        found += answer.total
    return costs, round(found / rounds)


def _processor() -> Callable[[], float]:
    """Seconds of processor so far, of this process and of the one that answers it in the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    its_own = Path(f"/proc/{number}/schedstat")
    return lambda: time.process_time() + int(its_own.read_text().split()[0]) / 1e9


if __name__ == "__main__":
    main()
