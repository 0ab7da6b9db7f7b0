// Splits a text into paragraphs, quotes, list items and fenced code.
import { html } from "../vendor/preact-htm.js";

const FENCE = /```\n?([\s\S]*?)\n?```/;
const QUOTE = /^(?:>|&gt;) ?/;
const ITEM = /^(\s*)([•◦▪‣*-]|\d+[.)])\s+(?=\S)/;

const kindOf = (line) => (QUOTE.test(line) ? "quote" : ITEM.test(line) ? "item" : "paragraph");

/** Neighbouring lines of one kind, except list items, which stand alone. */
function groups(text) {
  const found = [];
  for (const line of text.split("\n")) {
    const kind = kindOf(line);
    const last = found.at(-1);
    if (last?.kind === kind && kind !== "item") last.lines.push(line);
    else found.push({ kind, lines: [line] });
  }
  return found;
}

const draw = {
  paragraph: (lines, inner) => html`<p>${inner(lines.join("\n"))}</p>`,
  quote: (lines, inner) =>
    html`<blockquote>${inner(lines.map((line) => line.replace(QUOTE, "")).join("\n"))}</blockquote>`,
  item: ([line], inner) => {
    const [all, indent, mark] = ITEM.exec(line);
    const sign = /\d/.test(mark) ? mark : "•";
    return html`<p class="item indent-${Math.min(indent.length >> 1, 3)}">
      <span class="sign">${sign}</span>
      <span>${inner(line.slice(all.length))}</span>
    </p>`;
  },
};

/** `inner` draws a run of text; `raw` draws the text inside a code fence. */
export function lines(text, inner, raw) {
  return text.split(FENCE).map((part, index) => {
    if (index % 2) return html`<pre>${raw(part)}</pre>`;
    const trimmed = part.replace(/^\n|\n$/g, "");
    return trimmed && groups(trimmed).map(({ kind, lines }) => draw[kind](lines, inner));
  });
}
