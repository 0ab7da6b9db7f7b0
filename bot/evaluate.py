"""The evaluation of `onus ask`: labelled questions, scored as their principles say."""

import csv
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from rapidfuzz import fuzz, process

from bot.crowded import MATRICES, SERVICES, crowded
from domain.catalog import Catalog
from domain.matrix import Layer, Model, Provider
from domain.question import Outcome, Resolution, resolve
from domain.question.lexicon import Kind, aliases

_COLUMNS = ("question", "outcome", "layer", "model", "service", "provider", "ask_about")
_COMPARED = {
    Outcome.ANSWER: ("layer", "model", "service", "provider"),
    Outcome.ROW: ("layer", "provider"),
    Outcome.COLUMN: ("model", "service", "provider"),
    Outcome.ASK: (),
    Outcome.UNKNOWN: (),
}
_CONFIDENT = (Outcome.ANSWER, Outcome.ROW, Outcome.COLUMN)
_OUTCOME_ONLY = frozenset({"data", "configuration"})
_CLEAR = 80
_RUNS = 5

Resolver = Callable[[str], Resolution]


class QuestionFileError(ValueError):
    """The file of questions cannot be scored; the text says why."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One question, its label, and what was found."""

    label: Mapping[str, str]
    found: Resolution

    @property
    def right(self) -> bool:
        """Tell whether all that counts for the label's outcome is equal."""
        if self.found.outcome != self.label["outcome"]:
            return False
        if self.found.outcome is Outcome.ASK:
            return self._offers_enough()
        compared = _COMPARED[self.found.outcome]
        return all((getattr(self.found, name) or "") == self.label[name] for name in compared)

    @property
    def wrong_with_confidence(self) -> bool:
        """Tell whether a cell, row or column was shown that is not the label."""
        return not self.right and self.found.outcome in _CONFIDENT

    def _offers_enough(self) -> bool:
        """Two of the label's options must be offered; where they are a convention, none."""
        wanted = set(filter(None, self.label["ask_about"].split("|")))
        return wanted <= _OUTCOME_ONLY or len(wanted & set(self.found.candidates)) > 1


def report(path: Path, catalog: Catalog, *, baseline: bool, timed: bool) -> str:
    """Score a file of labelled questions and tell the result.

    Raises QuestionFileError.
    """
    labels = read_labels(path)
    parts = [_result("onus", _score(labels, lambda question: resolve(question, catalog)))]
    if baseline:
        parts.append(_result("baseline", _score(labels, fuzzy_resolver(catalog))))
    if timed:
        parts.append(_timing([label["question"] for label in labels], catalog))
    return "\n\n".join(parts)


def read_labels(path: Path) -> list[dict[str, str]]:
    """Read labelled questions: tab-separated, no quoting.

    Raises QuestionFileError.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            labels = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except UnicodeDecodeError as error:
        raise QuestionFileError(f"{path} is not UTF-8 text.") from error
    if not labels:
        raise QuestionFileError(f"{path} holds no questions.")
    for number, label in enumerate(labels, start=2):
        if any(label.get(column) is None for column in _COLUMNS):
            raise QuestionFileError(f"{path}, line {number}: needs the columns {_COLUMNS}.")
        if label["outcome"] not in list(Outcome):
            raise QuestionFileError(f"{path}, line {number}: no outcome {label['outcome']!r}.")
    return labels


def fuzzy_resolver(catalog: Catalog) -> Resolver:
    """Return plain fuzzy matching over the same aliases, for comparison."""
    by_kind: dict[Kind, dict[str, str]] = {kind: {} for kind in Kind}
    for alias, meaning in aliases(catalog):
        by_kind[meaning.kind].setdefault(alias, meaning.id)

    def best(question: str, *kinds: Kind) -> str | None:
        known = {alias: name for kind in kinds for alias, name in by_kind[kind].items()}
        found = process.extractOne(
            question.lower(), known.keys(), scorer=fuzz.token_set_ratio, score_cutoff=_CLEAR
        )
        return known[found[0]] if found else None

    def fuzzy(question: str) -> Resolution:
        service = best(question, Kind.SERVICE)
        provider, entry = catalog.services[service] if service else (None, None)
        named = best(question, Kind.MODEL)
        model = entry.model if entry else Model(named) if named else None
        layer = best(question, Kind.LAYER)
        return Resolution(
            _fuzzy_outcome(layer=layer, model=model),
            layer=Layer(layer) if layer else None,
            model=model,
            service=service,
            provider=provider or Provider(best(question, Kind.PROVIDER) or Provider.AZURE),
        )

    return fuzzy


def _fuzzy_outcome(*, layer: str | None, model: Model | None) -> Outcome:
    if layer:
        return Outcome.ANSWER if model else Outcome.ROW
    return Outcome.COLUMN if model else Outcome.UNKNOWN


def _score(labels: Sequence[Mapping[str, str]], resolver: Resolver) -> list[Scored]:
    return [Scored(label, resolver(label["question"])) for label in labels]


def _result(name: str, scored: Sequence[Scored]) -> str:
    """Tell accuracy by outcome, the costly errors, the confusion, the misses."""
    right = sum(one.right for one in scored)
    wrong = sum(one.wrong_with_confidence for one in scored)
    needless = sum(
        one.label["outcome"] in _CONFIDENT and one.found.outcome not in _CONFIDENT for one in scored
    )
    head = (
        f"{name}: {right} of {len(scored)} right, {wrong} wrong with confidence, "
        f"{needless} needless questions or unknowns"
    )
    return "\n".join([head, *_confusion(scored), *_misses(scored)])


def _confusion(scored: Sequence[Scored]) -> Iterator[str]:
    """Yield one line a labelled outcome: how many are right, and what was found instead."""
    for outcome in Outcome:
        labelled = [one for one in scored if one.label["outcome"] == outcome]
        if labelled:
            found = Counter(one.found.outcome.value for one in labelled)
            right = sum(one.right for one in labelled)
            shown = ", ".join(f"{name} {count}" for name, count in found.most_common())
            yield f"  {outcome:<8} {right:>3} of {len(labelled):<3} right; found as: {shown}"


def _misses(scored: Sequence[Scored]) -> Iterator[str]:
    for one in scored:
        if not one.right:
            wanted = " ".join(one.label[name] or "-" for name in _COLUMNS[1:-1])
            found = " ".join(getattr(one.found, name) or "-" for name in _COLUMNS[1:-1])
            yield f"  miss: {one.label['question']}\n    label: {wanted}\n    found: {found}"


def _timing(questions: Sequence[str], catalog: Catalog) -> str:
    """Measure each question in process: with what ships, and with many matrices more."""
    more = f"with {MATRICES} matrices of {SERVICES} services more"
    return "\n".join(
        f"time: {_spent(questions, measured)} ({len(questions)} questions in process, each the "
        f"median of {_RUNS} runs, {what})"
        for what, measured in (("with what ships", catalog), (more, crowded(catalog)))
    )


def _spent(questions: Sequence[str], catalog: Catalog) -> str:
    """Measure after the lexicon was built, each question by the median of some runs."""
    resolve("", catalog)
    spent = [
        median(_milliseconds(question, catalog) for _ in range(_RUNS)) for question in questions
    ]
    cuts = quantiles(spent, n=100) if len(spent) > 1 else spent * 99
    return f"p50 {cuts[49]:.3f} ms, p99 {cuts[98]:.3f} ms"


def _milliseconds(question: str, catalog: Catalog) -> float:
    begun = time.perf_counter()
    resolve(question, catalog)
    return (time.perf_counter() - begun) * 1000
