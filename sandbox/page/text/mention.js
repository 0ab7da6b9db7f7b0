// What stands between < and > in mrkdwn: people, channels, broadcasts, dates, links.
import { html } from "../vendor/preact-htm.js";
import { go } from "../state/place.js";
import { state } from "../state/store.js";
import { slackDate } from "./dates.js";

export function Person({ id, label }) {
  const name = state.people.get(id)?.name ?? label ?? id;
  const me = id === state.me?.id ? "me" : "";
  return html`<span class="mention ${me}">@${name}</span>`;
}

export function Channel({ id, label }) {
  const channel = state.channels.get(id);
  const visible = channel?.members.includes(state.me?.id);
  if (!visible) return html`<span class="mention">#${label || channel?.name || "private-channel"}</span>`;
  return html`<button type="button" class="mention" onClick=${() => go({ channel })}>
    #${channel.name}
  </button>`;
}

export function Group({ id, label }) {
  const handle = state.userGroups.get(id)?.handle;
  return html`<span class="mention">${handle ? `@${handle}` : label || `@${id}`}</span>`;
}

export const Broadcast = ({ range }) => html`<span class="mention me">@${range}</span>`;

export function SlackDate({ unix, template, fallback }) {
  return html`<time>${slackDate(unix, template) ?? fallback}</time>`;
}

export const ADDRESS = /^(https?:\/\/|mailto:)/i;

/** A permalink of this workspace opens here; any other address in a new tab. */
export function Link({ url, children }) {
  if (!ADDRESS.test(url)) return html`<span>${children}</span>`;
  const target = permalink(url);
  const follow = (event) => {
    event.preventDefault();
    go(target);
  };
  return html`<a href=${url} target="_blank" rel="noopener noreferrer" onClick=${target && follow}
    >${children}</a
  >`;
}

function permalink(url) {
  const [, id, digits] = /\/archives\/(\w+)\/p(\d+)/.exec(url) ?? [];
  const channel = state.channels.get(id);
  if (!channel?.members.includes(state.me.id)) return null;
  const root = /[?&]thread_ts=([\d.]+)/.exec(url)?.[1];
  return { channel, thread: root ?? `${digits.slice(0, -6)}.${digits.slice(-6)}` };
}
