"""The shipped files as they stand: read with `tomllib` alone, without any code of the program."""

import tomllib
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parents[3] / "domain" / "data"
_MODELS = ("on-prem", "iaas", "paas", "saas")

Cells = dict[str, dict[str, str]]


def matrices() -> dict[str, dict[str, Any]]:
    """Return every matrix file by its name."""
    return {path.stem: _read(path) for path in sorted((_DATA / "matrices").glob("*.toml"))}


def services() -> dict[str, str]:
    """Return the model of every service that is listed."""
    providers = [_read(path) for path in (_DATA / "providers").glob("*.toml")]
    return {
        name: service["model"]
        for provider in providers
        for name, service in provider["services"].items()
    }


def rows(matrix: dict[str, Any]) -> Cells:
    """Return a matrix's rows by title, each as its parties by model."""
    entries = [*matrix.get("layers", {}).values(), *matrix.get("rows", {}).values()]
    if "everything-else" in matrix:
        entries.append(matrix["everything-else"])
    return {
        entry["title"]: {model: _party(entry[model]) for model in _MODELS if model in entry}
        for entry in entries
    }


def service_cells(matrix: dict[str, Any]) -> Cells:
    """Return the cells that a matrix has for services of their own, by service and layer."""
    return {
        service: {layer: _party(cell) for layer, cell in layers.items()}
        for service, layers in matrix.get("services", {}).items()
    }


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _party(cell: str | dict[str, str]) -> str:
    return cell if isinstance(cell, str) else cell["party"]
