"""The desk: the life of a command, from what Slack delivered to a committed effect.

What would change state is kept in the inbox before it is acknowledged, then carried out in one
transaction with its journal rows, its posts and its timers; `done_at` commits with the effect.
No call of Slack happens inside a transaction. One person's acts are carried out in their order.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.people import Act, NotAllowedError, Person, stranger
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.kit import drill_words
from handlers.kit.ask import Ask, from_body, to_body
from handlers.kit.commands import Filler, Parser, Request, Verb
from handlers.kit.directory import Directory, Roster
from handlers.kit.modals import show
from handlers.kit.mrkdwn import PERSON
from handlers.kit.office import Office
from handlers.kit.refusals import broken, refused, try_again
from handlers.kit.rules import Rules, log, log_fault
from handlers.kit.slack import Slack, SlackRefusedError, SlackUnclearError
from handlers.kit.turn import Turn, begin
from storage import customers, inbox, kept_messages, outbox, threads
from storage.database import Database
from storage.inbox import Kept

KEEP_WITHIN_S = 1.0
ANSWER_WITHIN_S = 0.075
KNOW_WITHIN_S = 1.0
_ATTEMPTS = 5
T = TypeVar("T")
Work = Callable[[Person, Roster], Awaitable[T]]


class Desk:
    """Carries out what people want, for one workspace."""

    def __init__(
        self,
        *,
        database: Database,
        directory: Directory,
        office: Office,
        rules: Rules,
        now: Callable[[], datetime],
        slack: Slack,
    ) -> None:
        self._database = database
        self._slack = slack
        self._directory = directory
        self._office = office
        self._rules = rules
        self._now = now
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._begun: set[asyncio.Task[Any]] = set()
        self._tried: set[str] = set()

    def parse(self, ask: Ask) -> tuple[Verb, Request]:
        """Take an ask apart; raises Refusal."""
        return self._rules.commands[ask.command].parse(ask)

    def command(self, name: str) -> Parser:
        """Return the command of that name."""
        return self._rules.commands[name]

    async def reply(self, ask: Ask, message: InternalMessage) -> None:
        """Answer a person where the acknowledgement cannot carry the answer."""
        async with self._database.write() as tx:
            await self._reply(tx, ask, message)

    def form(self, ask: Ask) -> dict[str, Any] | None:
        """Return the form that the line opens, None where it is to be carried out as it is."""
        try:
            verb, request = self.parse(ask)
        except Refusal:
            return None
        typed = request.text or request.words.values
        return verb.form(request) if verb.form and (verb.takes_over or not typed) else None

    async def filled(self, ask: Ask, view: dict[str, Any]) -> dict[str, Any]:
        """Return a form with what is stored, where its verb has it so and the person may see it."""
        verb, request = self.parse(ask)
        if verb.fill is None:
            return view
        try:
            return await self._as_of_now(ask, partial(self._fill, verb.fill, verb.right, request))
        except (Refusal, SQLAlchemyError) as error:
            log.warning("the form for %s is shown unfilled: %s", ask.line, type(error).__name__)
            return view

    async def _fill(
        self, fill: Filler, right: Act, request: Request, person: Person, roster: Roster
    ) -> dict[str, Any]:
        async with self._database.read() as tx:
            turn = await begin(tx, self._office, person, self._now(), roster, writes=False)
            turn.allow(right)
            return await fill(turn, request)

    async def take(self, ask: Ask) -> InternalMessage | None:
        """Keep what would change state, or answer what does not.

        Returns what to acknowledge with, None where the answer comes later.
        """
        try:
            verb, _ = self.parse(ask)
        except Refusal as refusal:
            return self._no(ask, refusal)
        return await (self._answer_in_time(ask) if verb.asks else self.keep(ask))

    async def submit(self, ask: Ask) -> Refusal | None:
        """Carry a form out before it is acknowledged; return what to show beside its fields."""
        try:
            await self._as_of_now(
                ask,
                lambda person, roster: self._database.decide(
                    lambda tx: self._filled_in(tx, person, roster, ask)
                ),
            )
        except Refusal as refusal:
            return refusal
        except Exception:  # noqa: BLE001  # unforeseen: logged with an id that the person is told
            return Refusal(
                f"That went wrong on our side. Error {log_fault(ask.key)} is in the log."
            )
        return None

    async def warm_up(self) -> None:
        """Look up who responds, so that the first of them need not wait for it."""
        try:
            await self._directory.roster()
        except SlackUnclearError as unclear:
            log.warning("who responds is looked up later: %s", unclear)

    async def overhears(self, ask: Ask) -> bool:
        """Whether it was said under a message about an outage; nothing else is kept."""
        if ask.thread_ts is None:
            return False
        async with self._database.read() as tx:
            found = await threads.of_message(
                tx, self._office.id, channel_id=ask.address.channel_id, ts=ask.thread_ts
            )
        return found is not None

    async def watches(self, channel_id: str) -> tuple[str, str] | None:
        """Return the command and the verb that look at a channel, None where it does not matter.

        What becomes of channels that are neither a customer's nor our own is not kept.
        """
        if channel_id == self._directory.own_channel:
            return "incident", "own-channel"
        async with self._database.read() as tx:
            owner = await customers.owner_of(tx, self._office.id, channel_id)
        return ("customers", "noticed") if owner else None

    async def keeps(self, *, channel_id: str, ts: str) -> bool:
        """Whether that message stands on a timeline."""
        async with self._database.read() as tx:
            found = await kept_messages.of_message(
                tx, self._office.id, channel_id=channel_id, ts=ts
            )
        return bool(found)

    async def replay(self) -> None:
        """Take up again what was kept and not done."""
        async with self._database.read() as tx:
            kept = await inbox.waiting(tx, self._office.id)
        for row in kept:
            if row.key not in self._running:
                await self._take_up(row)

    async def _take_up(self, row: Kept) -> None:
        """Try again; what brought down one process after another is given up, and said so."""
        ask = from_body(row.body, respond_url=row.respond_url)
        attempts = row.attempts
        if row.key not in self._tried:
            self._tried.add(row.key)
            async with self._database.write() as tx:
                attempts = await inbox.attempt(tx, self._office.id, row.key)
        self.later(ask.key, self._carry_out(ask) if attempts <= _ATTEMPTS else self._drop(ask))

    def later(self, key: str, work: Coroutine[Any, Any, None]) -> None:
        """Do the work in the background, as something that `settle` waits for."""
        task = self._running[key] = asyncio.create_task(work)
        task.add_done_callback(lambda done: self._finished(key, done))

    async def settle(self) -> None:
        """Wait until everything that was begun is carried out."""
        while under_way := [*self._begun, *self._running.values()]:
            await asyncio.gather(*under_way, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin something that `settle` waits for, also where nobody else does any more."""
        task = asyncio.create_task(work)
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
        return task

    async def _as_of_now(self, ask: Ask, work: Work[T]) -> T:
        """Do the work as this person; refused for want of a right, ask Slack anew and try again.

        Whoever was invited a moment ago is not refused on what Slack said before.
        """
        person, roster = await self._who(ask)
        try:
            return await work(person, roster)
        except NotAllowedError:
            if not person.colleague:
                raise
        self._directory.forget(ask.user_id)
        return await work(*await self._who(ask))

    async def _who(self, ask: Ask) -> tuple[Person, Roster]:
        verb, _ = self.parse(ask)
        if verb.right is Act.ASK:
            return await self._asker(ask), Roster()
        if verb.fresh:
            self._directory.forget()
        file = ask.upload.text if ask.upload else ""
        said = (ask.line, *(ask.form or {}).values(), file)
        named = [one for words in said for one in PERSON.findall(words)]
        person = await self._directory.person(ask.user_id)
        return person, await self._directory.roster(named=named)

    async def _asker(self, ask: Ask) -> Person:
        """Return who asks; a stranger where Slack does not say so in time, since anyone may ask."""
        unknown = stranger(ask.user_id)
        if ask.typed:
            return replace(unknown, colleague=True)  # Slack need not be asked
        try:
            async with asyncio.timeout(KNOW_WITHIN_S):
                return await self._directory.person(ask.user_id)
        except (SlackRefusedError, SlackUnclearError, TimeoutError) as error:
            log.warning("%s is answered as a stranger: %s", ask.user_id, error)
            return unknown

    async def keep(self, ask: Ask) -> InternalMessage | None:
        """Keep it, and answer it once, however often Slack delivers it.

        It is kept within a second; later than that it is not, and the person is to be told what
        this returns.
        """
        kept = _Keeping()
        keeping = self._begin(self._keep(kept, ask))
        done, _ = await asyncio.wait({keeping}, timeout=KEEP_WITHIN_S)
        if not (done or kept.commits):
            kept.too_late = True
            return try_again()
        fresh = await keeping
        if fresh:
            self.later(ask.key, self._carry_out(ask))
        return try_again() if fresh is None else None

    async def _keep(self, kept: "_Keeping", ask: Ask) -> bool | None:
        """Return whether it is new, None where it could not be kept, or not in time."""
        try:
            async with self._database.write() as tx:
                fresh = await self._put(tx, ask)
                if kept.too_late:
                    raise TimeoutError  # noqa: TRY301  # which rolls back
                kept.commits = True
        except (SQLAlchemyError, TimeoutError) as error:
            log.warning("could not keep %s: %s", ask.key, type(error).__name__)
            return None
        return fresh

    async def _put(self, tx: AsyncConnection, ask: Ask) -> bool:
        return await inbox.keep(
            tx,
            self._office.id,
            key=ask.key,
            body=to_body(ask),
            respond_url=ask.address.respond_url,
            now=self._now(),
        )

    async def _answer_in_time(self, ask: Ask) -> InternalMessage | None:
        """Answer on the acknowledgement, or later where looking up takes too long.

        What Slack may refuse goes by the outbox, which then sends its plain form: nobody hears
        of an acknowledgement that was refused.
        """
        answering = self._begin(self._answer(ask))
        done, _ = await asyncio.wait({answering}, timeout=ANSWER_WITHIN_S)
        if done and not _may_be_refused(answering.result()):
            return answering.result()
        self.later(f"answer {ask.key}", self._answer_later(ask, answering))
        return None

    async def _answer_later(self, ask: Ask, answering: asyncio.Task[InternalMessage]) -> None:
        await self.reply(ask, await answering)

    async def _answer(self, ask: Ask) -> InternalMessage:
        try:
            return await self._as_of_now(ask, partial(self._look, ask))
        except Refusal as refusal:
            return self._no(ask, refusal)
        except Exception:  # noqa: BLE001  # unforeseen: logged with an id that the person is told
            return broken(log_fault(ask.key))

    async def _look(self, ask: Ask, person: Person, roster: Roster) -> InternalMessage:
        async with self._database.read() as tx:
            turn = await begin(tx, self._office, person, self._now(), roster, writes=False)
            message = await self._do(turn, ask) or InternalMessage("Done.")
        if turn.facts:
            async with self._database.write() as tx:
                await self._rules.end(replace(turn, tx=tx))
        return message

    def _finished(self, key: str, task: asyncio.Task[None]) -> None:
        self._running.pop(key, None)
        if not task.cancelled() and (fault := task.exception()):
            log.error("%s waits for the next sweep", key, exc_info=fault)

    async def _carry_out(self, ask: Ask) -> None:
        async with self._turns[ask.user_id]:
            try:
                await self._as_of_now(
                    ask,
                    lambda person, roster: self._database.decide(
                        lambda tx: self._turn(tx, person, roster, ask)
                    ),
                )
            except Refusal as refusal:
                await self._ask_at_once(ask, refusal)
                await self._conclude(ask, self._no(ask, refusal), error_id=None)
            except (SlackUnclearError, OperationalError) as error:
                log.warning("%s waits for the next sweep: %s", ask.key, error)
            except Exception:  # noqa: BLE001  # unforeseen: logged with an id that is told
                error_id = log_fault(ask.key)
                await self._conclude(ask, broken(error_id), error_id=error_id)

    async def _ask_at_once(self, ask: Ask, refusal: Refusal) -> None:
        """Open the form that is the one way on, while Slack lets us; its button stays below."""
        if ask.trigger_id is None or len(refusal.choices) != 1:
            return
        view = self.form(replace(ask, line=refusal.choices[0].line))
        if view is None:
            return
        try:
            await show(self._slack, view, trigger_id=ask.trigger_id)
        except (SlackRefusedError, SlackUnclearError, TimeoutError) as error:
            log.warning("what %s misses is asked by a button only: %s", ask.line, error)

    async def _drop(self, ask: Ask) -> None:
        """Give up on what was tried too often, and say so."""
        error_id = f"gave-up-{ask.key}"[:36]
        log.error("gave up on %s after %d attempts", ask.key, _ATTEMPTS)
        await self._conclude(ask, broken(error_id), error_id=error_id)

    async def _turn(self, tx: AsyncConnection, person: Person, roster: Roster, ask: Ask) -> None:
        now = self._now()
        if not await inbox.finish(tx, self._office.id, ask.key, now=now):
            return
        turn = await begin(tx, self._office, person, now, roster)
        message = await self._do(turn, ask)
        if message:
            await self._reply(tx, ask, message)
        await self._rules.end(turn)

    async def _filled_in(
        self, tx: AsyncConnection, person: Person, roster: Roster, ask: Ask
    ) -> None:
        if await self._put(tx, ask):
            await self._turn(tx, person, roster, ask)

    async def _do(self, turn: Turn, ask: Ask) -> InternalMessage | None:
        verb, request = self.parse(ask)
        turn.allow(verb.right)
        message = await verb.do(turn, request)
        if message and turn.drill_channel:
            return drill_words.in_answer(message, channel_id=turn.drill_channel)
        return message

    async def _conclude(self, ask: Ask, answer: InternalMessage, *, error_id: str | None) -> None:
        """Mark it done without an effect, and tell the person why."""
        async with self._database.write() as tx:
            finished = await inbox.finish(
                tx, self._office.id, ask.key, now=self._now(), error_id=error_id
            )
            if finished:
                stays = replace(ask.address, replace_original=False)  # a preview can be tried anew
                await self._reply(tx, replace(ask, address=stays), answer)

    def _no(self, ask: Ask, refusal: Refusal) -> InternalMessage:
        usage = self._rules.commands[ask.command].usage(ask.line)
        return refused(refusal, command=ask.command, line=ask.line, usage=usage)

    async def _reply(self, tx: AsyncConnection, ask: Ask, message: InternalMessage) -> None:
        await outbox.answer(tx, self._office.id, to=ask.address, message=message, now=self._now())


@dataclass
class _Keeping:
    """Who was first: the commit, or the moment when the person is told to try again."""

    commits: bool = False
    too_late: bool = False


def _may_be_refused(message: InternalMessage) -> bool:
    """Tell whether it holds a block that not every Slack takes."""
    return any(block["type"] in ("table", "data_visualization") for block in message.blocks)
