"""How the steps of an incident read: opened, moved, judged, determined, ended."""

from domain.facts import FactKind
from handlers.kit.sentences.parts import Data, Sentence, listed, severity


def _opened(who: str, data: Data) -> str:
    as_drill = "as a drill, " if data.get("drill") else ""
    how = f"{as_drill}as {severity(data['severity'])}"
    return f":rotating_light: {who} opened it {how}: {data['title']}"


def _moved(who: str, data: Data) -> str:
    verdict = f" Verdict: {data['verdict']}." if data.get("verdict") else ""
    moved = f"moved it from {data['before']} to *{data['after']}*"
    if without := data.get("without"):
        return f":fast_forward: {who} {moved} by force, without {listed(without)}.{verdict}"
    return f":arrow_right: {who} {moved}.{verdict}"


def _severity_set(who: str, data: Data) -> str:
    before, after = severity(data["before"]), severity(data["after"])
    done = f"changed the severity from {before} to" if before != after else "decided the severity:"
    proposed = data.get("proposed")
    beside = f" The ratings propose {severity(proposed)}." if proposed else ""
    return f":thermometer: {who} {done} *{after}*.{beside}"


def _rated(who: str, data: Data) -> str:
    return (
        f":bar_chart: {who} rated it: functional {data['functional']}, recoverability "
        f"{data['recoverability']}, information {data['information']}. That proposes "
        f"*{severity(data['proposed'])}*."
    )


def _verdict_set(who: str, data: Data) -> str:
    before = f" Before: {data['before']}." if data.get("before") else ""
    return f":label: {who} gave the verdict: *{data['after']}*.{before}"


def _found(sign: str, what: str) -> Sentence:
    def tell(who: str, data: Data) -> str:
        before = f" Before: {data['before']}" if data["before"] else ""
        return f":{sign}: {who} put down {what}: *{data['after']}*.{before}"

    return tell


def _exposure(who: str, data: Data) -> str:
    before = f" Before: {data['before']}." if data.get("before") else ""
    return f":file_folder: {who} decided: customer data exposed, *{data['after']}*.{before}"


def _determined(who: str, data: Data) -> str:
    before = f" Before: {data['before']}." if data.get("before") else ""
    return (
        f":scales: {who} determined the responsibility: {data['party']} "
        f"({data['layer']} under {data['model']}, matrix {data['matrix']} "
        f"version {data['matrix_version']}).{before}"
    )


def _affected(who: str, data: Data) -> str:
    parts = [f"{name} {listed(data[name])}" for name in ("layers", "services", "regions")]
    named = [part for part in parts if not part.endswith(" ")]
    return f":dart: {who} put down what is affected: {'; '.join(named)}."


def _referred(who: str, data: Data) -> str:
    id_ = f" Their id: {data['tracking']}" if data["tracking"] else ""
    return f":outbox_tray: {who} hands over to the {data['to']} what is theirs.{id_}"


SENTENCES: dict[FactKind, Sentence] = {
    FactKind.OPENED: _opened,
    FactKind.MOVED: _moved,
    FactKind.SEVERITY_SET: _severity_set,
    FactKind.NOTED: lambda who, data: f":memo: {who}: {data['text']}",
    FactKind.DETERMINED: _determined,
    FactKind.CLOSED: lambda who, _: f":lock: {who} closed the incident.",
    FactKind.VERDICT_SET: _verdict_set,
    FactKind.RATED: _rated,
    FactKind.CAUSE_SET: _found("mag", "the cause"),
    FactKind.PLAN_SET: _found("shield", "how it is to be contained"),
    FactKind.EXPOSURE_DECIDED: _exposure,
    FactKind.AFFECTED: _affected,
    FactKind.DETERMINATION_CONFIRMED: lambda who, data: (
        f":scales: {who} confirmed the responsibility: {listed(data['parties'])}."
    ),
    FactKind.REFERRED: _referred,
    FactKind.CANCELLED: lambda who, _: f":no_entry_sign: {who} cancelled the incident.",
    FactKind.MERGED: lambda who, data: (
        f":twisted_rightwards_arrows: {who} merged it into {data['into']}; work goes on there."
    ),
    FactKind.ABSORBED: lambda who, data: (
        f":twisted_rightwards_arrows: {who} merged {data['other']} "
        "into this one; its open outage, if it had one, is updated from here."
    ),
    FactKind.REOPENED: lambda who, data: f":unlock: {who} reopened it in *{data['after']}*.",
}
