// Slack's mrkdwn, drawn as elements. https://docs.slack.dev/messaging/formatting-message-text
import { html } from "../vendor/preact-htm.js";
import { emoji } from "./emoji.js";
import { inline } from "./inline.js";
import { lines } from "./lines.js";
import { ADDRESS, Broadcast, Channel, Group, Link, Person, SlackDate } from "./mention.js";

const styled = (mark, name) =>
  `(?<![\\p{L}\\p{N}])[${mark}](?<${name}>[^\\s${mark}](?:[^${mark}\\n]*[^\\s${mark}])?)[${mark}](?![\\p{L}\\p{N}])`;

const PATTERN = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<entity>[^<>\\n]+)>",
    "(?<url>https?://[^\\s<>|]*[^\\s<>|.,;:!?)\"'*_~])",
    ":(?<emoji>[a-z0-9_+-]+):",
    styled("*", "bold"),
    styled("_", "italic"),
    styled("~", "strike"),
  ].join("|"),
  "gu",
);

const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function entity(value) {
  const [target, label] = value.split(/\|(.*)/s);
  const name = label && unescape(label);
  if (target.startsWith("@")) return html`<${Person} id=${target.slice(1)} label=${name} />`;
  if (target.startsWith("#")) return html`<${Channel} id=${target.slice(1)} label=${name} />`;
  if (target.startsWith("!date^")) return date(target, name);
  if (target.startsWith("!subteam^")) return html`<${Group} id=${target.split("^")[1]} label=${name} />`;
  if (target.startsWith("!")) return html`<${Broadcast} range=${target.slice(1).split("^")[0]} />`;
  if (!ADDRESS.test(target)) return unescape(`<${value}>`);
  return html`<${Link} url=${unescape(target)}>${name ? mrkdwnInline(label) : unescape(target)}<//>`;
}

function date(target, fallback) {
  const [, unix, template, url] = target.split("^");
  const shown = html`<${SlackDate} unix=${unix} template=${template} fallback=${fallback} />`;
  return url ? html`<${Link} url=${url}>${shown}<//>` : shown;
}

const DRAW = {
  code: (value) => html`<code>${unescape(value)}</code>`,
  entity,
  url: (value) => html`<${Link} url=${unescape(value)}>${unescape(value)}<//>`,
  emoji: (value) => emoji(value),
  bold: (value) => html`<strong>${mrkdwnInline(value)}</strong>`,
  italic: (value) => html`<em>${mrkdwnInline(value)}</em>`,
  strike: (value) => html`<s>${mrkdwnInline(value)}</s>`,
};

const mrkdwnInline = (text) => inline(text, PATTERN, DRAW, unescape);

const fenced = (text) => inline(text, /<(?<entity>[^<>\n]+)>/g, { entity }, unescape);

export const Mrkdwn = ({ text }) => html`<div class="text">${lines(text, mrkdwnInline, fenced)}</div>`;
