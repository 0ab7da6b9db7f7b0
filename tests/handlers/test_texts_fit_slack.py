"""Whatever people typed, each message that shows it is one that Slack takes."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.catalog import builtin_catalog
from domain.customers import Customer
from domain.determination import Determination
from domain.facts import Fact, FactKind
from domain.incident import NOTE_LIMIT, TITLE_LIMIT, Phase, Verdict
from domain.mitigation import WHAT_LIMIT, Stage
from domain.outage import Change, NoticeKind
from domain.words import PUBLIC_LIMIT, InternalMessage, PublicMessage, PublicText
from handlers.customers.list import listed as customer_list
from handlers.incident.card import Case, card
from handlers.incident.list import listed
from handlers.incident.status import several
from handlers.incident.timeline import timeline_of
from handlers.notices import words as notices
from handlers.whoowns import words as answers
from sandbox import content
from tests.domain.made import NOW, a_mitigation, an_incident, an_outage

WILD = st.sampled_from(["&", "<", ">", "x", "🔥", "ﷺ", "*", "`", "“", "\u202e"])


def wild(most: int) -> st.SearchStrategy[str]:
    """Return texts up to that length, also ones that escaping makes five times as long."""
    return st.builds(lambda sign, count: sign * count, WILD, st.integers(1, most))


def fits(*messages: InternalMessage | PublicMessage) -> None:
    for message in messages:
        content.message({"text": message.text, "blocks": [dict(each) for each in message.blocks]})


@given(
    title=wild(TITLE_LIMIT),
    what=wild(WHAT_LIMIT),
    public=wild(PUBLIC_LIMIT),
    service=wild(300),
    phase=st.sampled_from(Phase),
    stage=st.sampled_from(Stage),
    closed=st.booleans(),
)
def test_the_card_and_what_shows_many_of_them(
    title: str, what: str, public: str, service: str, phase: Phase, stage: Stage, *, closed: bool
) -> None:
    incident = an_incident(
        title=title,
        phase=phase,
        verdict=Verdict.CUSTOMER_REPORTABLE,
        services=(service,) * 5,
        closed_at=NOW if closed else None,
        determination=Determination("data", "iaas", "shared", "m", 1, "S" * 200, "alice", NOW),
    )
    case = Case(
        incident,
        mitigation=a_mitigation(what=what, stage=stage, decided_by="bob", withheld=what),
        outage=an_outage(title=PublicText(public), estimates=(NOW,), ended_at=None),
        side="provider",
    )
    fits(card(case), several([case] * 30), listed([incident] * 150))
    fits(customer_list([Customer("T1", "1", title, (service,) * 5, ("C1",))] * 100))


@given(text=wild(NOTE_LIMIT), count=st.integers(1, 60))
def test_the_timeline(text: str, count: int) -> None:
    fact = Fact(FactKind.NOTED, "alice", NOW, 1, {"text": text})
    fits(timeline_of(an_incident(), [fact] * count))


@given(title=wild(PUBLIC_LIMIT // 8), text=wild(PUBLIC_LIMIT))
def test_every_notice(title: str, text: str) -> None:
    outage = an_outage(title=PublicText(title), estimates=(NOW, None, NOW + timedelta(days=1)))
    due = NOW + timedelta(minutes=15)
    said = PublicText(text)
    first = Change(NoticeKind.OUTAGE, due, revises=True, estimate=due)
    fits(
        notices.outage_notice(outage, first, now=NOW),
        notices.update_notice(outage, Change(NoticeKind.UPDATE, due), said, now=NOW),
        notices.estimate_notice(
            outage, Change(NoticeKind.ESTIMATE, due, revises=True, estimate=None), now=NOW
        ),
        notices.recovered_notice(outage, Change(NoticeKind.RESOLVED, None), said, now=NOW),
        notices.holding_notice(outage, Change(NoticeKind.HOLDING, due), now=NOW),
    )


def test_every_answer_of_every_matrix() -> None:
    catalog = builtin_catalog()
    for side in ("provider", "customer", "both"):
        fits(answers.whole(catalog.table(), side=side))
        for row in catalog.table():
            fits(answers.row(row, side=side), *(answers.cell(one, side=side) for one in row))
