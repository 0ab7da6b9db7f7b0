// What can be done with a message: react, answer, pin, the app's shortcuts; edit and delete one's own.
import { html } from "../vendor/preact-htm.js";
import { Menu } from "../blocks/menu.js";
import { confirmed } from "../blocks/surface.js";
import { pin, react, remove, runShortcut, startEditing } from "../state/messages.js";
import { go } from "../state/place.js";
import { state } from "../state/store.js";
import { emoji } from "../text/emoji.js";
import { Reply } from "./icons.js";

const QUICK_REACTIONS = ["eyes", "white_check_mark", "pushpin"];
const MORE_REACTIONS = ["+1", "raised_hands", "heart", "tada", "pray", "thinking_face", "warning", "fire", "x"];

const React = ({ name, channel, message }) =>
  html`<button
    type="button"
    class="button icon"
    aria-label=${`React with ${name}`}
    onClick=${() => react(channel, message, name)}
  >
    ${emoji(name)}
  </button>`;

const OpenThread = ({ channel, message }) =>
  html`<button
    type="button"
    class="button icon"
    aria-label="Reply in thread"
    title="Reply in thread"
    onClick=${() => go({ channel, thread: message.ts })}
  >
    <${Reply} />
  </button>`;

const text = (words) => ({ type: "plain_text", text: words });

const BEFORE_DELETION = {
  title: text("Delete message"),
  text: text("Are you sure? This cannot be undone."),
  confirm: text("Delete"),
  deny: text("Cancel"),
  style: "danger",
};

async function askAndRemove(channel, message) {
  if (await confirmed({ confirm: BEFORE_DELETION })) remove(channel, message);
}

function actionsOf(channel, message) {
  const shortcuts = state.me.is_stranger ? [] : state.app.shortcuts.filter(({ type }) => type === "message");
  const own = message.user === state.me.id;
  return [
    ...shortcuts.map((one) => ({ label: one.name, pick: () => runShortcut(one, channel, message) })),
    { label: message.pinned_to ? "Unpin from channel" : "Pin to channel", pick: () => pin(channel, message) },
    ...(own ? [{ label: "Edit message", pick: () => startEditing(message) }] : []),
    ...(own ? [{ label: "Delete message…", pick: () => askAndRemove(channel, message) }] : []),
  ];
}

export function Tools({ message, channel, inThread }) {
  const more = MORE_REACTIONS.map((name) => ({
    label: html`${emoji(name)}<span class="hidden">${name}</span>`,
    pick: () => react(channel, message, name),
  }));
  return html`<div class="tools" role="group" aria-label="Message actions">
    ${QUICK_REACTIONS.map(
      (name) => html`<${React} key=${name} name=${name} channel=${channel} message=${message} />`,
    )}
    <${Menu} label="More reactions" items=${more} sign="☺" kind="grid" />
    ${!inThread && html`<${OpenThread} channel=${channel} message=${message} />`}
    <${Menu} label="More actions" items=${actionsOf(channel, message)} />
  </div>`;
}
