// The side pane: a thread's root, its replies and its own composer.
import { html } from "../vendor/preact-htm.js";
import { go } from "../state/place.js";
import { threadMessages } from "../state/select.js";
import { state } from "../state/store.js";
import { calledAs } from "./channelname.js";
import { Composer } from "./composer.js";
import { Message } from "./message.js";
import { Messages } from "./messages.js";

const close = () => go({});

const Gone = () => html`<p class="empty">This message is no longer here.</p>`;

function Root({ root, channel, count }) {
  return html`<${Message} message=${root} channel=${channel} inThread />
    ${
      count > 0 &&
      html`<div class="reply-count"><span>${count} ${count === 1 ? "reply" : "replies"}</span></div>`
    } `;
}

export function Thread() {
  const { channel, thread } = state;
  const root = state.messages.get(channel.id).get(thread);
  const replies = threadMessages(channel.id, thread);
  const head = root
    ? html`<${Root} root=${root} channel=${channel} count=${root.reply_count ?? 0} />`
    : html`<${Gone} />`;
  return html`<aside class="thread" aria-label="Thread">
    <header class="pane-head">
      <h2>Thread</h2>
      <small>${calledAs(channel)}</small>
      <button type="button" class="bare" aria-label="Close the thread" onClick=${close}>×</button>
    </header>
    <${Messages}
      messages=${replies}
      channel=${channel}
      place=${`${state.me.id} ${thread}`}
      label="Replies"
      head=${head}
      dated=${false}
      inThread
    />
    <${Composer} key=${`${thread} ${state.me.id}`} place=${thread} channel=${channel} thread=${thread} />
  </aside>`;
}
