"""Who follows the README line by line sees what it says."""

from pathlib import Path

from tests.docs.story import SKIPPED_AFTER, stage, steps


async def test_the_story_in_the_readme_plays_as_it_is_told(tmp_path: Path) -> None:
    async with stage(tmp_path) as onus:
        for number, step in enumerate(steps()):
            if number == SKIPPED_AFTER:
                await onus.skip()
                held = await onus.reads("acme-status")
                assert "We promised an update by 14:15 and do not have one ready." in held
            told = await onus.play(step)
            refusals = [one.text for one in told[-1:] if not one.text or ":warning:" in one.text]
            assert refusals == [], step
        for customer in ("acme-status", "globex-status"):
            read = await onus.reads(customer)
            assert "Estimated recovery: 15:30 UTC. Before, it was 14:45 UTC." in read
            assert "*Resolved · Virtual Machines, West Europe*" in read
        assert await onus.reads("initech-status") == ""
        assert "*INC-1 · closed · SEV1 critical*" in await onus.reads("incidents")
        assert "closed the incident" in told[-1].text
