// Block Kit: one block by its type. https://docs.slack.dev/reference/block-kit/blocks
import { html } from "../vendor/preact-htm.js";
import { Markdown } from "../text/markdown.js";
import { plain, Text } from "../text/object.js";
import { Card } from "./card.js";
import { Chart } from "./chart.js";
import { Element, Unknown } from "./element.js";
import { ImageBlock, Picture } from "./picture.js";
import { RichText } from "./richtext.js";
import { useSurface } from "./surface.js";
import { Table } from "./table.js";

const Header = ({ block }) => html`<h3>${plain(block.text)}</h3>`;
const Divider = () => html`<hr />`;

const Section = ({ block }) =>
  html`<div class="section">
    <div class="section-text">
      ${block.text && html`<${Text} object=${block.text} />`}
      ${
        block.fields &&
        html`<div class="fields">${block.fields.map((field) => html`<${Text} object=${field} />`)}</div>`
      }
    </div>
    ${
      block.accessory &&
      html`<div class="accessory"><${Element} block=${block} element=${block.accessory} /></div>`
    }
  </div>`;

const Alert = ({ block }) =>
  html`<div class="alert ${block.level ?? "default"}" role="note"><${Text} object=${block.text} /></div>`;

const ContextElement = ({ element }) =>
  element.type === "image" ? html`<${Picture} element=${element} />` : html`<${Text} object=${element} />`;

const Context = ({ block }) =>
  html`<div class="context">
    ${block.elements.map((element) => html`<${ContextElement} element=${element} />`)}
  </div>`;

const Actions = ({ block }) =>
  html`<div class="actions">
    ${block.elements.map(
      (element) => html`<${Element} key=${element.action_id} block=${block} element=${element} />`,
    )}
  </div>`;

function Input({ block }) {
  const error = useSurface().errors[block.block_id];
  const label = plain(block.label);
  const id = `error-${block.block_id}`;
  return html`<div class="field ${error ? "bad" : ""}" role="group" aria-describedby=${error && id}>
    <div class="field-label" aria-hidden="true">
      ${label}${block.optional && html`<small>(optional)</small>`}
    </div>
    <${Element} block=${block} element=${block.element} label=${label} invalid=${Boolean(error)} />
    ${error && html`<p class="field-error" id=${id} role="alert">${error}</p>`}
    ${block.hint && html`<p class="field-hint">${plain(block.hint)}</p>`}
  </div>`;
}

const BY_TYPE = {
  actions: Actions,
  alert: Alert,
  card: Card,
  context: Context,
  data_visualization: Chart,
  divider: Divider,
  header: Header,
  image: ImageBlock,
  input: Input,
  markdown: ({ block }) => html`<${Markdown} text=${block.text} />`,
  rich_text: RichText,
  section: Section,
  table: Table,
};

/** Keyed by block and kind, so that a redrawn view keeps what was typed. */
export const Blocks = ({ blocks }) =>
  html`<div class="blocks">
    ${blocks.map(
      (block, index) =>
        html`<${BY_TYPE[block.type] ?? Unknown} key=${block.block_id ?? index} block=${block} />`,
    )}
  </div>`;
