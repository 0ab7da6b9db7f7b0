"""`onus tour`: play the story on a stage of its own, show it, judge it."""

from collections.abc import Callable, Mapping

from bot.child import ChildError
from bot.people import NotAnsweredError
from bot.tour import transcript
from bot.tour.checks import judge
from bot.tour.record import Record
from bot.tour.stage import Stage
from bot.tour.story import Scene, Story, Watch

Say = Callable[[str], None]


async def tour(*, as_json: bool, say: Say, warn: Say) -> bool:
    """Play, show and judge; return whether every check holds.

    say: prints what was asked for. warn: prints why the story stopped, if it did. Raises
    ChildError where sandbox or Onus do not start at all.
    """

    def watch(happened: Scene, names: Mapping[str, str]) -> None:
        if not as_json:
            say(transcript.scene(happened, names))

    if not as_json:
        say(transcript.STORY)
    record = await _played(watch, warn)
    checks = judge(record)
    if as_json:
        say(transcript.as_json(record, checks))
    else:
        say(transcript.channels(record))
        say(transcript.verdicts(checks))
    return all(check.ok for check in checks)


async def _played(watch: Watch, warn: Say) -> Record:
    async with Stage() as stage:
        story = Story(stage, watch)
        try:
            await story.play()
        except (NotAnsweredError, ChildError) as fault:
            warn(f"The story stopped: {fault}\nOnus logged last:\n{stage.last_words()}")
        return await story.record()
