"""What the shipped files must say is what the facts say, cell by cell.

The other half, that the files say so, is in test_matrices.py and needs no facts.
"""

import re
from itertools import chain
from pathlib import Path

import pytest

from tests.domain.whoowns import shipped
from tests.domain.whoowns.expected import OPERATING_SYSTEM, SERVICE_CELLS, TABLES

_FACTS = Path(__file__).parents[4] / "shared" / "facts" / "responsibility.md"

pytestmark = pytest.mark.skipif(
    not _FACTS.exists(), reason="the facts file lies outside of the repository"
)

_ARTICLE = {
    "end-point security": ["End-point security"],
    "clients": ["End-point security"],
    "user management": ["User management"],
    "identity": ["Identity", "User management"],
    "data classification": ["Data classification"],
    "data": ["Data classification"],
    "applications": ["Applications"],
    "operating system": ["Operating system"],
    "network controls": ["Network controls"],
}
_AWS = {
    "host OS and virtualization down to facilities": [
        "Host operating system and virtualization layer",
        "Hardware",
        "Network infrastructure",
    ],
    "physical and environmental": [
        "Facilities: physical and environmental controls (inherited by the customer)"
    ],
    "guest OS with patches": ["Guest operating system, with its patches"],
    "applications": ["Application software"],
    "security groups": ["Security groups"],
}
_AWS_PARTIES = {
    "AWS": "P P P",
    "Inherited": "P P P",
    "Customer": "C - -",
    "Shared": "S S S",
    "Customer-specific": "C C C",
}
_SERVICES = {
    "Azure VM, disks, VNet": ("vm", "disks", "vnet"),
    "App Service, Functions, SQL Database, Storage": (
        *("app-service", "functions"),
        *("sql-database", "storage"),
    ),
    "SQL Server on a VM": ("vm",),
    "AKS": ("aks",),
    "Azure Red Hat OpenShift": ("aro",),
    "Azure OpenAI / Security Copilot": ("openai", "security-copilot"),
    "Microsoft 365, Dynamics 365": ("m365", "dynamics-365"),
    "EC2": ("ec2",),
    "RDS, ElastiCache, OpenSearch": ("rds", "elasticache", "opensearch"),
    "S3, DynamoDB, Fargate": ("s3", "dynamodb", "fargate"),
    "Lambda": ("lambda",),
    "EKS, ECS on EC2 nodes": ("eks", "ecs"),
    "Compute Engine": ("compute-engine",),
    "App Engine, Cloud Functions; Cloud Run": ("app-engine", "cloud-functions", "cloud-run"),
    "GKE": ("gke",),
    "BigQuery": ("bigquery",),
    "Google Workspace": ("workspace",),
}
_SPELLED_OUT = {
    "control plane P, nodes S": "S",
    "P, workers too": "P",
    "P (Auto) / C (Manual, image)": "MD",
    "Google patches node images; customer keeps auto-upgrade on": "S",
}


def _facts() -> str:
    """Return the facts without marks of where they were read, and without emphasis."""
    text = re.sub(r" ?\[(?:src|2nd|mem)[^]]*\]", "", _FACTS.read_text(encoding="utf-8"))
    return text.replace("**", "").replace("†", "")


def _section(heading: str) -> str:
    text = _facts()
    return re.split(r"\n##", text[text.index(heading) :], maxsplit=1)[0]


def _table(heading: str) -> dict[str, list[str]]:
    lines = [line for line in _section(heading).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {title: rest for title, *rest in cells[2:]}


def _list(heading: str) -> dict[str, str]:
    """Read `Title C C P · Title C P P`, without what stands in brackets."""
    _, *lines = _section(heading).splitlines()
    text = re.sub(r"\([^)]*\)", "", " ".join(lines))
    found = re.findall(r"([A-Z][\w ,&+-]*?)((?: (?:C|S|P|MD)){3}) *(?=·|\.)", text)
    return {title.strip(): letters.strip() for title, letters in found}


@pytest.mark.parametrize(
    ("name", "heading", "prose"),
    [
        ("azure-2017", "### B.", set()),
        ("azure-2019", "### C.", set()),
        (
            "azure-2026",
            "### D.",
            {
                "Hypervisor (from the page's prose)",
                "Runtime and middleware (from the page's prose)",
            },
        ),
    ],
)
def test_a_table_of_the_facts_is_expected_unchanged(
    name: str, heading: str, prose: set[str]
) -> None:
    expected = {title: row for title, row in TABLES[name][1].items() if title not in prose}
    assert {title: " ".join(row) for title, row in _table(heading).items()} == expected
    assert prose <= TABLES[name][1].keys()


def test_the_list_for_ai_is_expected_unchanged() -> None:
    assert _list("### E.") == TABLES["azure-ai"][1]


def test_the_list_of_google_is_expected_unchanged_beside_an_on_premises_column_of_customers() -> (
    None
):
    listed = {title: f"C {letters}" for title, letters in _list("## Google Cloud").items()}
    assert listed == TABLES["gcp"][1]


def test_the_prose_beside_the_table_of_2026_says_what_is_expected_of_the_rows_without_one() -> None:
    said = "The provider has the hypervisor in IaaS and PaaS, and OS, runtime and middleware in "
    assert f"{said}PaaS and SaaS." in _section("### D.")
    rows = shipped.matrices()["azure-2026"]["layers"]
    stated = {("hypervisor", "iaas"), ("hypervisor", "paas"), ("runtime", "paas")}
    for layer in ("hypervisor", "runtime"):
        for model, cell in rows[layer].items():
            if isinstance(cell, dict):
                is_stated = (layer, model) in stated | {("runtime", "saas")}
                assert cell.get("verified", True) is is_stated, (layer, model)
                assert cell["party"] == "provider" or not is_stated


def test_the_article_of_2016_gives_the_customer_what_is_expected_and_the_provider_the_rest() -> (
    None
):
    said = dict(re.findall(r"- (\S+?): (.*)\.", _section("### A.")))
    assert said["On-premises"] == "the customer has everything"
    paas = _rows_of_the_article(said["PaaS"].removeprefix("the customer has "))
    customers = {
        "iaas": paas
        | _rows_of_the_article(said["IaaS"].removeprefix("the customer has ").removesuffix(" too")),
        "paas": paas,
        "saas": _rows_of_the_article(
            said["SaaS"].removeprefix("the provider handles everything except ")
        ),
    }
    for title, letters in TABLES["azure-2016"][1].items():
        given = ["C" if title in customers[model] else "P" for model in customers]
        assert letters == " ".join(["C", *given]), title


def _rows_of_the_article(listed: str) -> set[str]:
    return {title for item in re.split(r", | and ", listed) for title in _ARTICLE[item]}


def test_what_aws_lists_is_expected_row_by_row() -> None:
    said = _section("## AWS").splitlines()[1]
    expected = {}
    for whose, items in re.findall(r"([A-Z][\w-]+): ([^.]*)\.", said):
        for item in items.split(", "):
            for title in _AWS.get(item, [item.capitalize()]):
                expected[title] = _AWS_PARTIES[whose]
    assert expected == TABLES["aws"][1]


def test_the_table_of_services_gives_the_expected_models_and_operating_systems() -> None:
    listed = {
        re.sub(r"\s*;\s*", "; ", title): rest
        for title, rest in _table("## Services, and who").items()
    }
    assert listed.keys() == _SERVICES.keys()
    for title, (models, system) in listed.items():
        named = re.sub(r" \(.*\)", "", models).casefold().replace(" k", "-k").split(" / ")
        for service in _SERVICES[title]:
            assert shipped.services()[service] in named, service
            assert OPERATING_SYSTEM[service] == _SPELLED_OUT.get(system, system), service
    assert set(chain(*_SERVICES.values())) == set(shipped.services())


def test_each_cell_of_a_service_rests_on_words_of_the_facts() -> None:
    facts = re.sub(r"\s+", " ", _facts()).replace(" ;", ";")
    for services in SERVICE_CELLS.values():
        for service, cells in services.items():
            for layer, (_, words) in cells.items():
                assert words in facts, (service, layer)
