"""The names in an organisation's matrix, held against what Onus knows and understands.

A name that could never be understood, or that stands for two things, would be found out by the
first person who asks; here it is a fault of the file.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from rapidfuzz import process

from domain.catalog import Alias, Catalog, builtin_catalog
from domain.matrix import BASIC_MODELS, Layer, Provider
from domain.matrix_file import Fault
from domain.question.gap import folded
from domain.question.lexicon import lexicon_of
from domain.question.text import read
from domain.refusal import Refusal

MOST_WORDS = 8
PHRASE_LIMIT = 80
_SHORT = 3
_NEAR = 70
Tree = Mapping[str, Any]


class UnfitAliasError(Refusal):
    """The words cannot mean that."""


def unfit_names(tree: Tree) -> Iterator[Fault]:
    """Find what names nothing, and names that nobody could use, in the tables of a file."""
    provider = tree.get("provider")
    if provider not in list(Provider):
        return
    products = _table(tree, "products")
    services = (*builtin_catalog().providers[Provider(provider)].services, *products)
    yield from _unlisted("services", tree, services)
    for name in ("aliases", "contacts"):
        yield from _unlisted(name, tree, (*Layer, *BASIC_MODELS, *services))
    yield from _taken(products)
    yield from _unfit(tree)


def why_no_alias(phrase: str) -> str | None:
    """Return why a phrase cannot be a name, with the cure; None where it can."""
    words = read(phrase)
    lexicon = lexicon_of(builtin_catalog())
    if len(words) > MOST_WORDS:
        return f"has more than {MOST_WORDS} words; name the thing alone"
    if not words or len({word.clause for word in words}) > 1:
        return "is no name; write one or more words without punctuation between them"
    longest = max(words, key=lambda word: len(word.text)).text
    short = len(words) == 1 or len(longest) <= _SHORT
    if short and lexicon.is_everyday(longest):
        return "is too common a word to mean only this; add another word to it"
    return None


def _unlisted(table: str, tree: Tree, known: tuple[str, ...]) -> Iterator[Fault]:
    for name in _table(tree, table):
        if name not in known:
            near = process.extractOne(name, known, score_cutoff=_NEAR)
            meant = f"write {near[0]}, or another of" if near else "there are"
            yield Fault(f"{table}.{_id(name)}", f"is not listed; {meant}: {', '.join(known)}")


def _taken(products: Tree) -> Iterator[Fault]:
    """Find products under an id that means something already."""
    known = {*builtin_catalog().services, *Layer, *BASIC_MODELS}
    for name in products:
        if name in known:
            yield Fault(f"products.{name}", "is an id of Onus's own; choose another")


def _unfit(tree: Tree) -> Iterator[Fault]:
    """Find names that cannot be understood, or that stand in two places."""
    seen: dict[str, str] = {}
    for path, phrase in _phrases(tree):
        folded = " ".join(word.stem for word in read(phrase))
        if fault := why_no_alias(phrase):
            yield Fault(path, f"{phrase[:60]!a} {fault}")
        elif folded in seen:
            yield Fault(path, f"{phrase[:60]!a} stands under {seen[folded]} already; keep one")
        seen.setdefault(folded, path)


def _phrases(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield each name with the path of its list."""
    for table in ("aliases", "products"):
        for target, entry in _table(tree, table).items():
            names = entry.get("names") if isinstance(entry, dict) else entry
            path = f"{table}.{_id(target)}" + (".names" if table == "products" else "")
            listed = names.split(";") if isinstance(names, str) else names
            if isinstance(listed, list):
                yield from ((path, one) for one in listed if isinstance(one, str) and one.strip())


def _table(tree: Tree, name: str) -> Tree:
    found = tree.get(name)
    return found if isinstance(found, dict) else {}


def _id(name: str) -> str:
    return ascii(name)[1:-1]


def read_alias(words: str, target: str, catalog: Catalog) -> Alias:
    """Return the words as they are read in a question, with what they mean; raises UnfitAliasError.

    target: the id of a layer, a model or a service, or the words that name one already.
    """
    if fault := why_no_alias(words):
        raise UnfitAliasError(f"“{words[:60]}” {fault}.", field="text")
    phrase = folded(words)
    if len(phrase) > PHRASE_LIMIT:
        raise UnfitAliasError(f"A name has at most {PHRASE_LIMIT} characters.", field="text")
    meant = target.strip().lower().replace(" ", "-")
    if meant not in (*Layer, *BASIC_MODELS, *catalog.services):
        there_are = ", ".join((*Layer, *BASIC_MODELS, *catalog.services))
        raise UnfitAliasError(
            f"“{target[:60]}” is no layer, model or service. There are: {there_are}.",
            field="means",
        )
    return Alias(phrase, meant)
