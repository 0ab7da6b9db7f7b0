"""`onus ask` answers people and programs, and measures itself."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.ask import ask

KEYS = (
    "question outcome layer model service provider party candidates source".split()  # noqa: SIM905 - as the contract lists them
)
HEADER = "id\tsplit\tquestion\toutcome\tlayer\tmodel\tservice\tprovider\task_about\tnote\n"


def _run(*arguments: str, text: str | bytes | None = None, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(ask, arguments, input=text)


@pytest.mark.parametrize(
    ("side", "first"),
    [
        ("provider", "Ours. Provider, not the customer."),
        ("customer", "Microsoft, not you. Provider, not the customer."),
        ("both", "Microsoft. Provider, not the customer."),
    ],
)
def test_the_first_line_names_the_owner_from_the_organisations_side(side: str, first: str) -> None:
    lines = _run("hypervisor iaas", ONUS_SIDE=side).output.splitlines()
    assert lines[0] == first
    assert any(line.startswith("Source: Microsoft Learn") and "https://" in line for line in lines)


def test_sources_that_differ_are_told() -> None:
    assert "Differs: ITPro" in _run("operating system paas").output


def test_a_layer_alone_is_told_by_model() -> None:
    assert "on-premises  customer" in _run("hypervisor").output


def test_a_service_alone_is_told_by_layer() -> None:
    assert "operating system" in _run("cloud run").output


def test_an_ambiguous_question_is_asked_back() -> None:
    assert _run("host iaas").output.startswith("Which do you mean: operating-system, ")


def test_an_unknown_word_is_told_with_what_is_nearest_and_what_to_type() -> None:
    output = _run("hyperwizzor").output
    assert "Nearest: hypervisor" in output
    assert 'Try: onus ask "hypervisor iaas"' in output


def test_explain_shows_which_words_did_what() -> None:
    assert "hypervisor: layer hypervisor" in _run("hypervisor iaas", "--explain").output


def test_json_answers_each_line_with_one_object() -> None:
    lines = ["hypervisor iaas", "firewall ec2", "", "сервер", "hypervisor", "rds"]
    result = _run("--json", "-", text="\n".join(lines) + "\n")
    records = [json.loads(line) for line in result.output.splitlines()]
    assert [list(record) for record in records] == [KEYS] * len(lines)
    assert [record["question"] for record in records] == lines
    assert [record["outcome"] for record in records] == [
        *("answer", "ask", "unknown", "unknown", "row", "column"),
    ]
    assert (records[0]["party"], records[0]["service"]) == ("provider", None)
    assert records[1]["candidates"][:2] == ["network-controls", "operating-system"]
    assert records[5]["model"] == "managed"


def test_json_survives_bytes_that_are_no_text() -> None:
    result = _run("--json", "-", text=b"\xff\xfe hypervisor\n")
    assert json.loads(result.output)["outcome"] == "row"


@pytest.mark.parametrize(
    "arguments",
    [(), ("hypervisor", "--json", "-"), ("hypervisor", "--time"), ("--evaluate", "missing.tsv")],
)
def test_wrong_usage_is_refused(arguments: tuple[str, ...]) -> None:
    assert _run(*arguments).exit_code == 2


def test_evaluation_tells_right_confusion_misses_baseline_and_time(tmp_path: Path) -> None:
    file = tmp_path / "questions.tsv"
    rows = [
        "1\tx\thypervisor iaas\tanswer\thypervisor\tiaas\t\tazure\t\t",
        "2\tx\tfirewall\task\t\t\t\tazure\tnetwork-controls|operating-system\t",
        "3\tx\tbackup\task\t\t\t\tazure\tdata|configuration\t",
        "4\tx\thypervisor saas\tunknown\t\t\t\t\t\t",
    ]
    file.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    result = _run("--evaluate", str(file), "--baseline", "--time")
    assert result.exit_code == 0
    assert "onus: 3 of 4 right, 1 wrong with confidence, 0 needless" in result.output
    assert "miss: hypervisor saas" in result.output
    assert "baseline: " in result.output
    assert "p99" in result.output


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"question\nhypervisor\n",
        b"\xff\xfe",
        (HEADER + "1\tx\tq\tmaybe\t\t\t\t\t\t\n").encode(),
    ],
)
def test_a_file_that_cannot_be_scored_is_a_finding(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "questions.tsv"
    file.write_bytes(content)
    result = _run("--evaluate", str(file))
    assert result.exit_code == 1
    assert "questions.tsv" in result.output
