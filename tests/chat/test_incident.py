"""An incident from its card to its close."""

from tests.chat.channels import Channel
from tests.chat.people import Person


async def test_opening_posts_one_card_that_says_where_things_stand_and_what_is_next(
    alice: Person, incidents: Channel
) -> None:
    told = await alice.types("/incident open Hypervisor escape suspected on cluster 7 sev 1")
    assert "INC-1" in told
    assert len(await incidents.messages()) == 1
    form = await alice.types_for_form("/incident open")
    assert form.fields == ["text", "sev", "layer", "model", "services"]
    told = await form.fill(text="second")
    assert "INC-2" in told
    told = await alice.says("@onus advance", under="INC-1")
    assert "assess" in told
    told = await alice.clicks("Advance")
    assert "assess" in told
