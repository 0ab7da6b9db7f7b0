// Standard markdown, as the `markdown` block carries it: headings, lists, emphasis, code, links.
import { html } from "../vendor/preact-htm.js";
import { emoji } from "./emoji.js";
import { inline } from "./inline.js";
import { lines } from "./lines.js";
import { Link } from "./mention.js";

const RUNS = [
  "`(?<code>[^`\\n]+)`",
  "\\[(?<label>[^\\[\\]\\n]+)\\]\\((?<address>[^()\\s]+)\\)",
  "(?<url>https?://[^\\s<>]*[^\\s<>.,;:!?)\"'*_~])",
  ":(?<emoji>[a-z0-9_+-]+):",
  "\\*\\*(?<bold>[^\\n]+?)\\*\\*",
  "~~(?<strike>[^\\n]+?)~~",
  "(?<![\\p{L}\\p{N}])[*_](?<italic>[^\\s*_][^*_\\n]*)[*_](?![\\p{L}\\p{N}])",
].join("|");
const RUN = new RegExp(RUNS, "gu");
const HEADING_OR_RUN = new RegExp(`^#{1,6} +(?<heading>[^\\n]+)\\n?|${RUNS}`, "gum");

const DRAW = {
  code: (value) => html`<code>${value}</code>`,
  label: (value, { groups }) => html`<${Link} url=${groups.address}>${value}<//>`,
  url: (value) => html`<${Link} url=${value}>${value}<//>`,
  emoji: (value) => emoji(value),
  bold: (value) => html`<strong>${markdownInline(value)}</strong>`,
  strike: (value) => html`<s>${markdownInline(value)}</s>`,
  italic: (value) => html`<em>${markdownInline(value)}</em>`,
  heading: (value) => html`<strong class="heading">${markdownInline(value)}</strong>`,
};

const plain = (text) => text;
const markdownInline = (text) => inline(text, RUN, DRAW, plain);
const markdownLines = (text) => inline(text, HEADING_OR_RUN, DRAW, plain);

export const Markdown = ({ text }) => html`<div class="text">${lines(text, markdownLines, plain)}</div>`;
