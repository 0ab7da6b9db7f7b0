// The card block: one thing in a frame, with what can be done about it.
import { Text } from "../text/object.js";
import { html } from "../vendor/preact-htm.js";
import { Element } from "./element.js";
import { Picture } from "./picture.js";

export const Card = ({ block }) =>
  html`<div class="card">
    ${block.hero_image && html`<${Picture} element=${block.hero_image} />`}
    <div class="card-head">
      ${block.icon && html`<${Picture} element=${block.icon} />`}
      <div>
        ${block.title && html`<div class="card-title"><${Text} object=${block.title} /></div>`}
        ${block.subtitle && html`<div class="card-subtitle"><${Text} object=${block.subtitle} /></div>`}
      </div>
    </div>
    ${block.body && html`<${Text} object=${block.body} />`}
    ${
      block.actions &&
      html`<div class="actions">
        ${block.actions.map(
          (element) => html`<${Element} key=${element.action_id} block=${block} element=${element} />`,
        )}
      </div>`
    }
  </div>`;
