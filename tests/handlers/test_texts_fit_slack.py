"""Whatever people typed, each message that shows it is one that Slack takes."""

from dataclasses import replace
from datetime import timedelta
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from domain.action_item import ActionItem
from domain.as_of import Dated, read_dated
from domain.catalog import builtin_catalog
from domain.customers import Customer
from domain.determination import Determination
from domain.digest import Digest
from domain.facts import Fact, FactKind
from domain.incident import NOTE_LIMIT, TITLE_LIMIT, Phase, Verdict
from domain.matrix import Layer, Provider
from domain.matrix_diff import Difference
from domain.matrix_file import Fault
from domain.matrix_proposal import Proposal
from domain.milestone import MOST, Milestone
from domain.mitigation import WHAT_LIMIT, Stage
from domain.outage import Change, NoticeKind
from domain.own_matrix import Version
from domain.words import PUBLIC_LIMIT, InternalMessage, PublicMessage, PublicText
from handlers.actions.words import listed as actions_listed
from handlers.customers.list import listed as customer_list
from handlers.digests.words import Told, digest_of
from handlers.incident.card import card
from handlers.incident.case import Case
from handlers.incident.catchup import Picture, catchup_of
from handlers.incident.list import listed
from handlers.incident.status import several
from handlers.incident.timeline import timeline_of
from handlers.kit import notice_words as notices
from handlers.kit.templates import plain
from handlers.milestones.words import listed as milestones_listed
from handlers.whoowns import alias_words, cell_words, matrix_words, other_words, table_words
from handlers.whoowns.look_up import read
from sandbox import content
from storage.aliases import Added
from storage.commitments import Record
from storage.questions import Dispute, Unanswered
from tests.domain.made import NOW, a_mitigation, an_incident, an_outage

WILD = st.sampled_from(["&", "<", ">", "x", "🔥", "ﷺ", "*", "`", "“", "\u202e"])
AS_OF = "as of 2026-03-01"


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
        determinations=(Determination("data", "iaas", "shared", "m", 1, "S" * 200, "alice", NOW),)
        * 13,
    )
    case = Case(
        incident,
        mitigation=a_mitigation(what=what, stage=stage, decided_by="bob", withheld=what),
        outage=an_outage(title=PublicText(public), estimates=(NOW,), ended_at=None),
        side="provider",
    )
    planned = Milestone("T1", 1, 1, what[:120], NOW, NOW, "alice", NOW, PublicText(what[:120]))
    milestones = tuple(replace(planned, number=number) for number in range(1, MOST + 1))
    fits(milestones_listed(incident, milestones, now=NOW, timezone="UTC"))
    case = replace(case, milestones=milestones)
    fits(card(case), several([case] * 10, count=1000), listed([incident] * 50, count=1000))
    fact = Fact(FactKind.NOTED, "alice", NOW, 1, {"text": what * 6})
    item = ActionItem("T1", 1, 1, what, "bob", "alice", NOW, "UTC")
    fits(catchup_of(Picture(case, [fact] * 50, [item] * 30, NOW)))
    fits(actions_listed([item] * 100, incident=None, now=NOW, mine=False))
    waited = {1: an_outage(title=PublicText(public))}
    told = Told([incident] * 50, [incident] * 50, waited, Record(1, 1, 1))
    fits(digest_of(told, Digest("T1", "C1", "daily", "09:00", "UTC", "alice", NOW), now=NOW))
    fits(customer_list([Customer("T1", "1", title, (service,) * 5, ("C1",))] * 100))


@given(text=wild(NOTE_LIMIT), count=st.integers(1, 60))
def test_the_timeline(text: str, count: int) -> None:
    fact = Fact(FactKind.NOTED, "alice", NOW, 1, {"text": text})
    fits(timeline_of(an_incident(), [fact] * count))


@given(title=wild(PUBLIC_LIMIT // 8), text=wild(PUBLIC_LIMIT))
def test_every_notice(title: str, text: str) -> None:
    outage = an_outage(title=PublicText(title), estimates=(NOW, None, NOW + timedelta(days=1)))
    due = NOW + timedelta(minutes=15)
    for kind in NoticeKind:
        words = PublicText(text)
        change = Change(kind, due, revises=True, text=words, next_step=words, corrects_at=NOW)
        for said in (change, replace(change, estimate=due)):
            fits(
                notices.written(outage, said, now=NOW, style=plain()),
                notices.corrected(outage, said, then=NOW, now=due, style=plain()),
            )


def test_every_answer_of_every_matrix() -> None:
    catalog = builtin_catalog()
    for provider in Provider:
        table = catalog.table(provider)
        fits(
            table_words.whole(table, side="provider"),
            table_words.providers_beside(table, catalog.table()),
            *(table_words.row(row, side="both", as_of=AS_OF) for row in table),
        )
        for answer in chain.from_iterable(table):
            fits(cell_words.by_source(answer, catalog.views(answer)))


@given(question=wild(2000), side=st.sampled_from(["provider", "customer", "both"]))
def test_every_form_of_an_answer_to_any_question(question: str, side: str) -> None:
    catalog = builtin_catalog()
    answer = catalog.answer(layer=Layer.OPERATING_SYSTEM, service="aks")
    fits(
        cell_words.for_outsider(answer, as_of=AS_OF, side=side),
        cell_words.for_colleague(
            answer, [("hypervisor", "x" * 200)] * 3, question=question, as_of=AS_OF, side=side
        ),
        cell_words.in_channel(answer, question=question, side=side, by="U1"),
        cell_words.for_customer(answer, question=question, as_of=AS_OF),
        other_words.which(read(read_dated(f"host {AS_OF}"), catalog), question=question),
        other_words.nearest(read(Dated("frobnitz"), catalog), question=question),
        other_words.unlisted(read(Dated("hypervisor oracle"), catalog), question=question),
        other_words.disputed(Dispute(question, "provider: hypervisor", question, "U1", NOW)),
        other_words.gaps(
            [Unanswered(question, 7, NOW)] * 20,
            [Dispute(question, "provider: hypervisor", question, "U1", NOW)] * 20,
        ),
    )


@given(words=wild(1000), count=st.sampled_from([0, 1, 300]))
def test_whatever_a_matrix_file_holds(words: str, count: int) -> None:
    catalog = builtin_catalog()
    before, after = catalog.active(Provider.AZURE), catalog.active(Provider.AWS)
    found = [Difference("layers.data.iaas", words, words)] * count
    made = Proposal("T1", after.id, 1, "0" * 64, "U1", NOW, "0")
    fits(
        matrix_words.faulty(words, [Fault(words[:200], words, 7)] * count),
        matrix_words.proposal(
            before, after, found, active_from=NOW, digest="0" * 64, by="U1", admins=("U1", "U2")
        ),
        matrix_words.answers_now(after, made, by="U2", reason=words * 3),
        matrix_words.declined(after, by="U2", reason=words * 3),
        matrix_words.versions([Version(after, "U1", NOW)] * count, [], catalog),
        alias_words.taught(Added(words[:80], "hypervisor", "U1", NOW), closed=count),
        alias_words.listed([Added(words[:80], "hypervisor", "U1", NOW)] * count),
    )
