// Slack's text object: {type: "mrkdwn" | "plain_text", text}.
import { html } from "../vendor/preact-htm.js";
import { withEmoji } from "./emoji.js";
import { Mrkdwn } from "./mrkdwn.js";

export const plain = (object) => (object ? withEmoji(object.text) : "");

export const Text = ({ object }) =>
  object.type === "mrkdwn"
    ? html`<${Mrkdwn} text=${object.text} />`
    : html`<div class="text"><p>${plain(object)}</p></div>`;
