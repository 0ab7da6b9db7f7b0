// The list above the composer: what may be completed, and how a command is used.
import { html } from "../vendor/preact-htm.js";

export const LIST_ID = "suggestions";

export const Suggestions = ({ items, at, onPick }) => html`<div class="suggestions" role="listbox" id=${LIST_ID} aria-label="Suggestions">
  ${items.map((item, index) => html`<div role="option" id=${`${LIST_ID}-${index}`} key=${item.insert} aria-selected=${index === at}
    onMouseDown=${(event) => event.preventDefault()} onClick=${() => onPick(item)}>
    <span><strong>${item.insert}</strong> ${item.hint && html`<code>${item.hint}</code>`}</span><small>${item.about}</small></div>`)}
  <footer aria-hidden="true"><kbd>↑</kbd><kbd>↓</kbd> choose <kbd>Tab</kbd> complete</footer>
</div>`;

export const Usage = ({ command }) => html`<div class="usage"><code>${command.command} ${command.usage_hint}</code>
  <span>${command.description}</span></div>`;
