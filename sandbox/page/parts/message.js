// One message: who, when, what; its replies, reactions and what can be done with it.
import { html } from "../vendor/preact-htm.js";
import { Blocks } from "../blocks/blocks.js";
import { BlockSurface } from "../blocks/surface.js";
import { go } from "../state/place.js";
import { state, update } from "../state/store.js";
import { dayName, fromTs, full, time } from "../text/dates.js";
import { emoji } from "../text/emoji.js";
import { Mrkdwn } from "../text/mrkdwn.js";
import { react } from "../state/messages.js";
import { Avatar } from "./avatar.js";
import { Editor } from "./editor.js";
import { Eye, Pin } from "./icons.js";
import { Tools } from "./tools.js";

const Time = ({ ts }) =>
  html`<time datetime=${fromTs(ts).toISOString()} title=${full(fromTs(ts))}>${time(fromTs(ts))}</time>`;

const Byline = ({ author, message }) =>
  html`<div class="byline">
    <strong>${author.real_name || author.name}</strong>
    ${author.is_bot && html`<span class="badge">APP</span>`}
    ${
      author.is_stranger &&
      html`<span class="badge stranger" title="From another organisation">EXTERNAL</span>`
    }
    <${Time} ts=${message.ts} />
  </div>`;

const Pinned = () => html`<div class="only-you"><${Pin} /> Pinned</div>`;

function Body({ message, channel }) {
  if (state.editing === message.ts) return html`<${Editor} message=${message} channel=${channel} />`;
  const where = { channel: message.channel ?? channel.id, ts: message.ts };
  if (!message.blocks?.length) return html`<${Mrkdwn} text=${message.text} />`;
  return html`<${BlockSurface} where=${where}><${Blocks} blocks=${message.blocks} /><//>`;
}

const kilobytes = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });

function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
  return bytes < 1e6 ? `${kilobytes.format(bytes / 1e3)} kB` : `${kilobytes.format(bytes / 1e6)} MB`;
}

const Files = ({ files }) =>
  html`<ul class="files" aria-label="Files">
    ${files.map(
      ({ id, title, name, size, mode }) =>
        html`<li key=${id}>
          ${
            mode === "tombstone"
              ? html`<small>This file was deleted.</small>`
              : html`<a href=${`/sandbox/api/files/${id}`} download=${name}>${title}</a>
                  <small> ${sizeOf(size)}</small>`
          }
        </li>`,
    )}
  </ul>`;

function Reactions({ message, channel }) {
  return html`<div class="reactions">
    ${message.reactions.map(
      ({ name, count, users }) =>
        html`<button
          type="button"
          key=${name}
          class="reaction"
          aria-pressed=${users.includes(state.me.id)}
          aria-label=${`${name}, ${count}`}
          onClick=${() => react(channel, message, name)}
        >
          ${emoji(name)} ${count}
        </button>`,
    )}
  </div>`;
}

function Replies({ message, channel }) {
  const { reply_count: count, reply_users: users = [], latest_reply: latest } = message;
  const people = users
    .map((id) => state.people.get(id))
    .filter(Boolean)
    .slice(0, 4);
  const when = latest && `last ${dayName(fromTs(latest)).toLowerCase()} at ${time(fromTs(latest))}`;
  return html`<button type="button" class="replies" onClick=${() => go({ channel, thread: message.ts })}>
    ${people.map((person) => html`<${Avatar} key=${person.id} person=${person} size="small" />`)}
    <span>${count} ${count === 1 ? "reply" : "replies"}</span>
    <small>${when}</small>
  </button>`;
}

const dismissEphemeral = ({ ts }) => update(() => state.private.get(state.me.id).ephemerals.delete(ts));

const Ephemeral = ({ message }) =>
  html`<div class="only-you">
    <${Eye} />
    Only visible to you ·
    <button type="button" class="linklike" onClick=${() => dismissEphemeral(message)}>Dismiss</button>
  </div>`;

const Typed = ({ text }) => html`<div class="typed">${state.me.real_name} used <code>${text}</code></div>`;

const authorOf = ({ user, via }) =>
  via === "slackbot"
    ? { id: "USLACKBOT", name: "Slackbot" }
    : (state.people.get(user) ?? { id: user, name: user });

/** How a message is drawn: as what only one person sees, as Slack's own note (who came, who left), or plainly. */
function kindOf({ ephemeral, subtype }) {
  if (ephemeral) return "ephemeral";
  return subtype?.startsWith("channel_") ? "note" : "";
}

/** `compact`: the same author goes on, so the byline is left out. */
export function Message({ message, channel, compact, inThread = false }) {
  const author = authorOf(message);
  const typed = state.typed.get(message.trigger_id);
  const tools = !message.ephemeral && channel.members.includes(state.me.id);
  return html`<article
    class="message ${kindOf(message)} ${compact ? "compact" : ""}"
    data-ts=${message.ts}
    aria-label=${`${author.real_name || author.name}, ${time(fromTs(message.ts))}`}
  >
    <div class="gutter">
      ${compact ? html`<${Time} ts=${message.ts} />` : html`<${Avatar} person=${author} />`}
    </div>
    <div class="content">
      ${message.ephemeral && html`<${Ephemeral} message=${message} />`}
      ${message.pinned_to && html`<${Pinned} />`}
      ${typed && html`<${Typed} text=${typed} />`}
      ${!compact && html`<${Byline} author=${author} message=${message} />`}
      <${Body} message=${message} channel=${channel} />
      ${message.files?.length > 0 && html`<${Files} files=${message.files} />`}
      ${message.edited && html`<small class="edited">(edited)</small>`}
      ${message.reactions?.length > 0 && html`<${Reactions} message=${message} channel=${channel} />`}
      ${message.reply_count > 0 && !inThread && html`<${Replies} message=${message} channel=${channel} />`}
    </div>
    ${tools && html`<${Tools} message=${message} channel=${channel} inThread=${inThread} />`}
  </article>`;
}
