"""Settings are validated together; every fault is told by name; no secret shows."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings
from domain.outage import Impact
from domain.ways import Way

NAMES = [name.upper() for name in Settings.model_fields]
GOOD = {"SLACK_BOT_TOKEN": "xoxb-secret-1", "SLACK_APP_TOKEN": "xapp-secret-2"}


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def loaded(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name, value in {**GOOD, **environment}.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def test_two_tokens_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch)
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.database_url == "sqlite:///var/onus.db"
    assert settings.onus_side == "provider"
    assert settings.onus_incidents_channel == "incidents"
    assert settings.onus_cadence_minutes[Impact.PARTIAL] == timedelta(minutes=30)
    assert settings.onus_clock_url is None


def test_every_fault_is_told_at_once_by_name_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = {
        "SLACK_BOT_TOKEN": "xapp-swapped",
        "SLACK_API_URL": "http://evil.example/api/",
        "DATABASE_URL": "mysql://h/d",
        "ONUS_SIDE": "middle",
        "ONUS_INCIDENTS_CHANNEL": "",
        "ONUS_CADENCE_MINUTES": "full=15",
        "ONUS_TIMEZONE": "Mars/Olympus",
        "ONUS_CATALOGUE_URL": "http://catalogue.example/",
        "ONUS_LOG_LEVEL": "loud",
        "ONUS_LOG_FORMAT": "xml",
        "ONUS_CLOCK_URL": "http://evil.example/clock",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    told = {fault.partition(":")[0]: fault for fault in refused.value.faults}
    assert told.keys() == {*wrong, "SLACK_APP_TOKEN"}
    assert len(refused.value.faults) == len(told)
    assert "is missing" in told["SLACK_APP_TOKEN"]
    assert "must begin with xoxb-" in told["SLACK_BOT_TOKEN"]
    assert "Europe/Berlin" in told["ONUS_TIMEZONE"]
    assert "no minutes for partial, degraded" in told["ONUS_CADENCE_MINUTES"]
    assert "sandbox on this machine" in told["ONUS_CLOCK_URL"]
    assert "swapped" not in str(refused.value)


def test_no_secret_shows_in_repr_or_in_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "postgresql://onus:hunter2@db/onus"
    settings = loaded(monkeypatch, DATABASE_URL=secret)
    assert settings.database_url == secret
    for shown in (repr(settings), str(settings), str(settings.model_dump())):
        assert "secret-" not in shown
    assert "hunter2" not in repr(settings)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "hunter2")
    monkeypatch.setenv("DATABASE_URL", "mysql://onus:hunter2@db/onus")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert "hunter2" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("http://127.0.0.1:8030/api/", "http://127.0.0.1:8030/api/"),
        ("http://localhost:8030", "http://localhost:8030/api/"),
        ("https://slack.example/x/api", "https://slack.example/x/api/"),
    ],
)
def test_any_slack_compatible_server_can_stand_in(
    monkeypatch: pytest.MonkeyPatch, typed: str, used: str
) -> None:
    assert loaded(monkeypatch, SLACK_API_URL=typed).slack_api_url == used


def test_a_file_does_as_well_as_the_environment(tmp_path: Path) -> None:
    lines = [*(f"{name}={value}" for name, value in GOOD.items()), "ONUS_SIDE=customer", "PATH=x"]
    (tmp_path / ".env").write_text("\n".join(lines))
    assert load_settings().onus_side == "customer"


def test_a_business_clock_is_followed_on_this_machine_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for url in ("http://127.0.0.1:8030/sandbox/api/clock", "http://localhost:8030"):
        clock = loaded(monkeypatch, ONUS_CLOCK_URL=url).onus_clock_url
        assert clock
        assert clock.endswith(":8030/sandbox/api/clock")
    assert loaded(monkeypatch, ONUS_CLOCK_URL="").onus_clock_url is None


def test_the_signing_secret_alone_means_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "secret-3")
    monkeypatch.setenv("ONUS_HTTP_PORT", "8080")
    settings = load_settings()
    assert settings.slack_app_token is None
    assert settings.onus_http_port == 8080
    assert "secret-3" not in repr(settings)


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "SLACK_APP_TOKEN: is missing. Set it for Socket Mode, or SLACK_SIGNING_SECRET for"),
        (
            {"SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "s"},
            "SLACK_APP_TOKEN: stands beside SLACK_SIGNING_SECRET; take one of them out",
        ),
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET: is empty"),
        ({"SLACK_APP_TOKEN": "xapp-1", "ONUS_HTTP_PORT": "70000"}, "ONUS_HTTP_PORT: "),
    ],
)
def test_slack_delivers_in_one_way_exactly(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], told: str
) -> None:
    for name, value in {"SLACK_BOT_TOKEN": "xoxb-1", **environment}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    (fault,) = refused.value.faults
    assert fault.startswith(told)


def test_a_paging_webhook_has_its_secret_and_no_secret_is_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = {"ONUS_PAGE_WEBHOOK_URL": "https://paging.example/x", "ONUS_PAGERDUTY_SECRET": ""}
    with pytest.raises(SettingsError) as refused:
        loaded(monkeypatch, ONUS_PAGERDUTY_URL="http://events.pagerduty.com", **wrong)
    told = dict(fault.split(": ", 1) for fault in refused.value.faults)
    assert "set both, or neither" in told["ONUS_PAGE_WEBHOOK_SECRET"]
    assert "is empty" in told["ONUS_PAGERDUTY_SECRET"]
    assert "https" in told["ONUS_PAGERDUTY_URL"]


def test_own_rules_of_obligations_are_read_and_a_fault_in_them_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        '[[rules]]\nid = "own"\nname = "Own rule"\nwhose = "we"\nto = "Acme"\n'
        'trigger = "aware"\nwhen = "we became aware"\ndue = "2 days"\nsource = "Contract 17"\n'
    )
    rulebook = loaded(monkeypatch, ONUS_OBLIGATIONS_FILE=str(path)).rulebook()
    assert rulebook["own"].to == "Acme"
    assert "gdpr-33-1" in rulebook
    path.write_text('[[rules]]\nid = "own"\n')
    with pytest.raises(
        SettingsError, match=r"ONUS_OBLIGATIONS_FILE: rules\.0.name: Field required"
    ):
        load_settings()


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"ONUS_SMTP_URL": "https://u:hunter2@mail.example"}, "ONUS_SMTP_URL: must be smtp://"),
        ({"ONUS_SMTP_URL": "smtp://mail.example"}, "ONUS_MAIL_FROM: is missing beside ONUS_SMTP"),
        ({"ONUS_MAIL_FROM": "Northwind"}, "ONUS_MAIL_FROM: is no address"),
        ({"ONUS_WEBHOOK_SECRET": "hunter2"}, "ONUS_WEBHOOK_SECRET: needs 32 characters"),
        ({"ONUS_WEBHOOK_NETWORKS": "10.0.0.0/33"}, "ONUS_WEBHOOK_NETWORKS: '10.0.0.0/33' is no"),
    ],
)
def test_other_ways_that_could_not_work_are_refused(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], told: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        loaded(monkeypatch, **environment)
    (fault,) = refused.value.faults
    assert fault.startswith(told)
    assert "hunter2" not in fault


def test_what_is_set_up_says_which_ways_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch).ways() == frozenset()
    settings = loaded(
        monkeypatch,
        ONUS_SMTP_URL="smtps://onus:hunter2@mail.example",
        ONUS_MAIL_FROM="Northwind <status@northwind.example>",
        ONUS_WEBHOOK_SECRET="hunter2 " * 5,
        ONUS_WEBHOOK_NETWORKS="10.20.0.0/16, fd00:17::/32",
    )
    assert settings.ways() == {Way.MAIL, Way.WEBHOOK}
    assert settings.onus_webhook_networks == ("10.20.0.0/16", "fd00:17::/32")
    assert "hunter2" not in repr(settings)
