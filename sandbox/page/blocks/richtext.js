// The rich_text block: sections, lists, quotes and preformatted text, made of styled runs.
import { html } from "../vendor/preact-htm.js";
import { emoji } from "../text/emoji.js";
import { Broadcast, Channel, Group, Link, Person, SlackDate } from "../text/mention.js";

const STYLES = { code: "code", strike: "s", italic: "em", bold: "strong", underline: "u" };

/** Wraps a run in the tags of its styles. */
const styled = (style, node) =>
  Object.entries(STYLES).reduce(
    (inner, [name, tag]) => (style?.[name] ? html`<${tag}>${inner}<//>` : inner),
    node,
  );

const RUNS = {
  text: (run) => run.text,
  link: (run) => html`<${Link} url=${run.url}>${run.text || run.url}<//>`,
  user: (run) => html`<${Person} id=${run.user_id} />`,
  usergroup: (run) => html`<${Group} id=${run.usergroup_id} />`,
  channel: (run) => html`<${Channel} id=${run.channel_id} />`,
  broadcast: (run) => html`<${Broadcast} range=${run.range} />`,
  emoji: (run) => emoji(run.name),
  color: (run) => run.value,
  date: (run) => html`<${SlackDate} unix=${run.timestamp} template=${run.format} fallback=${run.fallback} />`,
};

const runs = (elements) =>
  elements.map((run) => styled(run.style, RUNS[run.type]?.(run) ?? run.text ?? `[${run.type}]`));

function List({ element }) {
  const tag = element.style === "ordered" ? "ol" : "ul";
  const items = element.elements.map((item) => html`<li>${runs(item.elements)}</li>`);
  return html`<${tag} class="indent-${element.indent ?? 0}" start=${(element.offset ?? 0) + 1}>${items}<//>`;
}

const PARTS = {
  rich_text_section: (part) => html`<p>${runs(part.elements)}</p>`,
  rich_text_list: (part) => html`<${List} element=${part} />`,
  rich_text_quote: (part) => html`<blockquote>${runs(part.elements)}</blockquote>`,
  rich_text_preformatted: (part) => html`<pre>${runs(part.elements)}</pre>`,
};

export const RichText = ({ block }) =>
  html`<div class="text">${block.elements.map((part) => PARTS[part.type]?.(part))}</div>`;
