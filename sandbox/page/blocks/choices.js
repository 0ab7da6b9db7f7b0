// Radio buttons and checkboxes.
import { html } from "../vendor/preact-htm.js";
import { Text } from "../text/object.js";
import { useField } from "./field.js";
import { optionsOf } from "./options.js";
import { keyOf } from "./surface.js";

function Choice({ type, name, option, checked, busy, onPick }) {
  return html`<label class="choice">
    <input type=${type} name=${name} checked=${checked} disabled=${busy} onChange=${onPick} />
    <span>
      <${Text} object=${option.text} />
      ${option.about && html`<small><${Text} object=${option.about} /></small>`}
    </span>
  </label>`;
}

export function Radios({ block, element, label }) {
  const { value, change, busy } = useField(block, element);
  return html`<div role="radiogroup" aria-label=${label} class="choices">
    ${optionsOf(element).map(
      (option) =>
        html`<${Choice}
          type="radio"
          name=${keyOf(block, element)}
          option=${option}
          busy=${busy}
          checked=${option.value === value}
          onPick=${() => change(option.value)}
        />`,
    )}
  </div>`;
}

export function Checkboxes({ block, element, label }) {
  const { value, change, busy } = useField(block, element);
  const chosen = value ?? [];
  const toggle = (one) => (chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  return html`<div role="group" aria-label=${label} class="choices">
    ${optionsOf(element).map(
      (option) =>
        html`<${Choice}
          type="checkbox"
          option=${option}
          busy=${busy}
          checked=${chosen.includes(option.value)}
          onPick=${() => change(toggle(option.value))}
        />`,
    )}
  </div>`;
}
