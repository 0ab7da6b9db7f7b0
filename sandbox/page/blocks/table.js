// The table block: rows of raw_text or rich_text cells, the first row as head.
import { html } from "../vendor/preact-htm.js";
import { withEmoji } from "../text/emoji.js";
import { RichText } from "./richtext.js";

const Cell = ({ cell }) =>
  cell.type === "rich_text" ? html`<${RichText} block=${cell} />` : withEmoji(cell.text ?? "");

function Row({ row, columns, tag }) {
  const look = (index) => `${columns[index]?.align ?? "left"} ${columns[index]?.is_wrapped ? "wrapped" : ""}`;
  return html`<tr>
    ${row.map((cell, index) => html`<${tag} class=${look(index)}><${Cell} cell=${cell} /><//>`)}
  </tr>`;
}

export function Table({ block }) {
  const [head, ...body] = block.rows;
  const columns = block.column_settings ?? [];
  return html`<div class="scroll-x" tabindex="0" role="region" aria-label="Table">
    <table>
      <thead>
        <${Row} row=${head} columns=${columns} tag="th" />
      </thead>
      <tbody>
        ${body.map((row) => html`<${Row} row=${row} columns=${columns} tag="td" />`)}
      </tbody>
    </table>
  </div>`;
}
