"""The shipped vocabulary: the files in domain/data/vocabulary, each read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Return one file of the vocabulary as its tables."""
    path = files("domain") / "data" / "vocabulary" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """Return one of the word lists in general.toml."""
    return frozenset(vocabulary("general")[name].split())
