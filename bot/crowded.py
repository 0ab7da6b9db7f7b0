"""A catalog as large as they come, to measure on: ten own matrices of a hundred services each."""

from domain.catalog import Catalog
from domain.matrix import Layer, Matrix, Model, Party, Product, Provider, Row, Source

MATRICES, SERVICES = 10, 100


def crowded(catalog: Catalog) -> Catalog:
    """Return the catalog with the matrices over it; each service has two names."""
    return catalog.overlaid([_matrix(number) for number in range(MATRICES)])


def _matrix(number: int) -> Matrix:
    system = {"title": "OS", "work": "Patch it.", "iaas": Party.CUSTOMER}
    return Matrix(
        id=f"own-{number}",
        provider=list(Provider)[number % len(Provider)],
        version=1,
        source=Source(title="Own", edition="2026"),
        layers={Layer.OPERATING_SYSTEM: Row.model_validate(system)},
        products={f"product-{number}-{each}": _product(number, each) for each in range(SERVICES)},
    )


def _product(number: int, each: int) -> Product:
    return Product(
        title=f"Product {number} {each}",
        model=Model.PAAS,
        names=(f"product{number}x{each}", f"company tool {number} of {each}"),
    )
