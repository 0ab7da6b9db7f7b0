// The left side: workspace, channels, the app, and whom to act as.
import { html } from "../vendor/preact-htm.js";
import { channelsOf, go, humans } from "../state/place.js";
import { state } from "../state/store.js";
import { unreadIn, unreadOf } from "../state/unread.js";
import { Avatar } from "./avatar.js";
import { ChannelName } from "./channelname.js";

const Dot = () => html`<span class="dot"><span class="hidden">has something unread</span></span>`;

const Count = ({ of }) => html`<span class="count">${of} <span class="hidden">unread</span></span>`;

function ChannelRow({ channel }) {
  const unread = unreadIn(state.me, channel);
  const open = channel.id === state.channel?.id;
  return html`<li>
    <button
      type="button"
      class="row ${unread ? "unread" : ""}"
      aria-current=${open ? "page" : undefined}
      onClick=${() => go({ channel })}
    >
      <${ChannelName} channel=${channel} />
      ${unread && html`<${Count} of=${unread.count} />`}
    </button>
  </li>`;
}

function AppRow() {
  return html`<li>
    <button
      type="button"
      class="row"
      aria-current=${state.channel ? undefined : "page"}
      onClick=${() => go({ home: true })}
    >
      <${Avatar} person=${state.people.get(state.app.bot_user_id)} size="small" />
      <span class="name">${state.app.name}</span>
    </button>
  </li>`;
}

const about = ({ is_stranger, title }) =>
  is_stranger ? `External · ${title || "guest"}` : title || "member";

function PersonRow({ person }) {
  const me = person.id === state.me.id;
  const unread = !me && unreadOf(person);
  return html`<li>
    <button type="button" class="row person" aria-pressed=${me} onClick=${() => go({ me: person })}>
      <${Avatar} person=${person} />
      <span class="who">
        <span class="name">${person.real_name}</span>
        <small class=${person.is_stranger ? "stranger" : ""}>${about(person)}</small>
      </span>
      ${unread && html`<${Dot} />`}
    </button>
  </li>`;
}

const Group = ({ title, children }) =>
  html`<section>
    <h2>${title}</h2>
    <ul aria-label=${title}>
      ${children}
    </ul>
  </section>`;

const Rows = ({ channels }) =>
  channels.map((channel) => html`<${ChannelRow} key=${channel.id} channel=${channel} />`);

const App = ({ channels }) =>
  html`<${Group} title="Direct messages"><${Rows} channels=${channels} /><//>
    ${state.app.has_home && html`<${Group} title="Apps"><${AppRow} /><//>`}`;

export function Sidebar() {
  const channels = channelsOf(state.me);
  return html`<nav class="sidebar ${state.drawerOpen ? "open" : ""}" aria-label="Workspace">
    <header>
      <strong>${state.team.name}</strong>
      <small>a local stand-in for Slack</small>
    </header>
    <${Group} title="Channels"><${Rows} channels=${channels.filter((channel) => !channel.is_im)} /><//>
    ${!state.me.is_stranger && html`<${App} channels=${channels.filter((channel) => channel.is_im)} />`}
    <${Group} title="Act as">
      ${humans().map((person) => html`<${PersonRow} key=${person.id} person=${person} />`)}
    <//>
  </nav>`;
}
