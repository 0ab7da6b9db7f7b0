"""A question, in process, beside a look-up in a dictionary and plain fuzzy matching."""

import csv
from pathlib import Path

from bot.crowded import MATRICES, SERVICES, crowded
from bot.evaluate import fuzzy_resolver
from domain.catalog import Catalog, builtin_catalog
from domain.question import resolve
from tests.bench.measure import Spent, ms, on_each, table

_QUESTIONS = Path(__file__).parents[1] / "domain" / "whoowns" / "questions.tsv"
_RUNS = 5
_FEW = 100


def report() -> str:
    """Measure, and tell in a table."""
    questions = _questions()
    looked_up = on_each(dict.fromkeys(questions).get, questions, runs=_RUNS)
    shipped = builtin_catalog()
    measured = {
        "looked up in a dictionary": looked_up,
        "understood, with the matrices that ship": _understood(shipped, questions),
        f"understood, with {MATRICES} more of {SERVICES} services": _understood(
            crowded(shipped), questions
        ),
        "matched by plain fuzzy matching": on_each(
            fuzzy_resolver(shipped), questions[:: len(questions) // _FEW], runs=1
        ),
    }
    rows = [(name, *_figures(cost, looked_up)) for name, cost in measured.items()]
    title = f"A question, of {len(questions)}; to hold: under 1 ms at the 99th percentile"
    return table(title, ("", "p50", "p99", "look-ups"), rows)


def _questions() -> list[str]:
    with _QUESTIONS.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [line["question"] for line in lines]


def _understood(catalog: Catalog, questions: list[str]) -> Spent:
    resolve("", catalog)  # builds its lexicon
    return on_each(lambda question: resolve(question, catalog), questions, runs=_RUNS)


def _figures(cost: Spent, looked_up: Spent) -> tuple[str, str, str]:
    return ms(cost.p50), ms(cost.p99), cost.times(looked_up)
