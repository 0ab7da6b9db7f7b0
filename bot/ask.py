"""`onus ask`: whose responsibility it is, on the command line, from the matrices that ship."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click

from bot import ask_text
from bot.evaluate import QuestionFileError, report
from domain.catalog import Answer, Catalog, builtin_catalog
from domain.matrix import Layer, Provider
from domain.question import Outcome, Resolution, resolve

_SIDES = click.Choice(["provider", "customer", "both"])


@click.command()
@click.argument("question", required=False)
@click.option("--json", "lines", type=click.File("rb"), help="questions by line; - is the input")
@click.option("--explain", is_flag=True, help="show which words did what")
@click.option("--evaluate", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--baseline", is_flag=True, help="evaluate plain fuzzy matching beside it")
@click.option("--time", "timed", is_flag=True, help="measure each question in process")
@click.option("--side", type=_SIDES, envvar="ONUS_SIDE", default="provider", show_default=True)
def ask(
    question: str | None,
    lines: IO[bytes] | None,
    evaluate: Path | None,
    side: str,
    *,
    explain: bool,
    baseline: bool,
    timed: bool,
) -> None:
    """Say who is responsible for a layer under a service model, with the source."""
    if sum(given is not None for given in (question, lines, evaluate)) != 1:
        raise click.UsageError("Give one of: a question, --json FILE, --evaluate FILE.")
    if (baseline or timed) and evaluate is None:
        raise click.UsageError("--baseline and --time go with --evaluate FILE.")
    catalog = builtin_catalog()
    if question is not None:
        click.echo(answer_text(question, catalog, side=side, explain=explain))
    elif lines is not None:
        for record in records(lines, catalog):
            click.echo(json.dumps(record))
    elif evaluate is not None:
        _evaluate(evaluate, catalog, baseline=baseline, timed=timed)


def answer_text(question: str, catalog: Catalog, *, side: str, explain: bool = False) -> str:
    """Answer a person."""
    found = resolve(question, catalog)
    text = _text(found, catalog, side)
    return f"{text}\n{ask_text.why_text(found.why)}" if explain else text


def records(lines: IO[bytes], catalog: Catalog) -> Iterator[dict[str, object]]:
    """Answer each line with one record; what is absent is None."""
    for line in lines:
        question = line.decode(errors="replace").rstrip("\r\n")
        yield _record(question, resolve(question, catalog), catalog)


def _record(question: str, found: Resolution, catalog: Catalog) -> dict[str, object]:
    cell = _cells(found, catalog)[:1]
    source = cell[0].source if cell else None
    return {
        "question": question,
        "outcome": found.outcome,
        "layer": found.layer,
        "model": found.model,
        "service": found.service,
        "provider": found.provider,
        "party": cell[0].party if found.outcome is Outcome.ANSWER else None,
        "candidates": list(found.candidates) or None,
        "source": ask_text.source_text(source) if source else None,
    }


def _text(found: Resolution, catalog: Catalog, side: str) -> str:
    cells = _cells(found, catalog)
    match found.outcome:
        case Outcome.ANSWER:
            return ask_text.cell_text(cells[0], catalog, side=side)
        case Outcome.ROW | Outcome.COLUMN:
            return ask_text.table_text(cells, by_model=found.outcome is Outcome.ROW)
        case Outcome.ASK:
            return ask_text.ask_text(found)
        case Outcome.UNKNOWN:
            return ask_text.unknown_text(found)


def _cells(found: Resolution, catalog: Catalog) -> tuple[Answer, ...]:
    """Look up the cells that a resolution names: one, a row, a column, or none."""
    provider = found.provider or Provider.AZURE
    match found.outcome, found.layer:
        case Outcome.ANSWER, Layer() as layer:
            return (
                catalog.answer(
                    layer=layer, model=found.model, service=found.service, provider=provider
                ),
            )
        case Outcome.ROW, Layer() as layer:
            return catalog.row(layer, provider)
        case Outcome.COLUMN, _:
            return catalog.column(model=found.model, service=found.service, provider=provider)
    return ()


def _evaluate(path: Path, catalog: Catalog, *, baseline: bool, timed: bool) -> None:
    try:
        click.echo(report(path, catalog, baseline=baseline, timed=timed))
    except QuestionFileError as error:
        click.echo(f"onus ask: {error}", err=True)
        raise click.exceptions.Exit(1) from error
