// The middle: an open channel with its messages and composer.
import { html } from "../vendor/preact-htm.js";
import { channelMessages } from "../state/select.js";
import { state } from "../state/store.js";
import { ChannelMenu } from "./channelmenu.js";
import { ChannelName } from "./channelname.js";
import { Composer } from "./composer.js";
import { Messages } from "./messages.js";
import { Steps } from "./steps.js";

const count = (members) => `${members.length} ${members.length === 1 ? "member" : "members"}`;

/** The organisations that a channel is shared with, as seen from the own one. */
const partnersOf = ({ shared_with }) =>
  new Intl.ListFormat("en").format(
    [state.team, ...shared_with.map((id) => state.partners.get(id))]
      .filter(({ id }) => id !== state.me.team_id)
      .map(({ name }) => name),
  );

function Beginning({ channel }) {
  const kind = channel.is_im ? "conversation" : channel.is_private ? "private channel" : "channel";
  const sharing = channel.is_shared ? `, shared with ${partnersOf(channel)}` : "";
  return html`<div class="beginning">
    <h3><${ChannelName} channel=${channel} /></h3>
    <p>The very beginning of this ${kind}${sharing}.</p>
  </div>`;
}

const Stranger = () =>
  html`<p class="stranger-bar" role="status">
    <strong>${state.me.real_name}</strong> is from another organisation and sees only the channels shared with
    it.
  </p>`;

export function Channel() {
  const { channel } = state;
  const messages = channelMessages(channel.id);
  return html`<main class="channel">
    <header class="pane-head">
      <h1><${ChannelName} channel=${channel} /></h1>
      <small>${count(channel.members)}</small>
      ${channel.is_shared && html`<span class="badge stranger">Shared with ${partnersOf(channel)}</span>`}
      ${channel.topic && html`<small class="topic" title=${channel.topic}>${channel.topic}</small>`}
      <${ChannelMenu} channel=${channel} />
    </header>
    ${state.me.is_stranger && html`<${Stranger} />`}
    <${Steps} />
    <${Messages}
      messages=${messages}
      channel=${channel}
      place=${`${state.me.id} ${channel.id}`}
      newFrom=${state.newFrom}
      label=${`Messages in ${channel.is_im ? state.app.name : channel.name}`}
      head=${html`<${Beginning} channel=${channel} />`}
    />
    <${Composer}
      key=${`${channel.id} ${state.me.id} ${state.tries}`}
      place=${channel.id}
      channel=${channel}
    />
  </main>`;
}
