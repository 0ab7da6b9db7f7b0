// Selects for one value and for several, on the browser's own select, which keyboards and phones know.
import { html } from "../vendor/preact-htm.js";
import { plain } from "../text/object.js";
import { useField } from "./field.js";
import { optionGroups, optionsOf } from "./options.js";

const Options = ({ options }) =>
  options.map(({ value, label }) => html`<option value=${value}>${label}</option>`);

function Groups({ groups }) {
  return groups.map((group) =>
    group.label
      ? html`<optgroup label=${group.label}><${Options} options=${group.options} /></optgroup>`
      : html`<${Options} options=${group.options} />`,
  );
}

export function Select({ block, element, label }) {
  const { value, change, busy } = useField(block, element);
  const hint = plain(element.placeholder) || "Choose…";
  return html`<select
    class="select"
    aria-label=${label ?? hint}
    value=${value ?? ""}
    disabled=${busy}
    aria-busy=${busy}
    onChange=${(event) => change(event.target.value || null)}
  >
    <option value="">${hint}</option>
    <${Groups} groups=${optionGroups(element)} />
  </select>`;
}

function Chip({ option, onRemove }) {
  return html`<span class="chip">
    ${option.label}
    <button type="button" aria-label=${`Remove ${option.label}`} onClick=${onRemove}>×</button>
  </span>`;
}

/** What is chosen stands as chips; the select offers the rest. */
export function MultiSelect({ block, element, label }) {
  const { value, change, busy } = useField(block, element);
  const chosen = value ?? [];
  const options = optionsOf(element);
  const rest = options.filter((option) => !chosen.includes(option.value));
  const full = chosen.length >= (element.max_selected_items ?? Infinity) || rest.length === 0;
  const hint = plain(element.placeholder) || "Choose…";
  const add = (event) => change([...chosen, event.target.value]);
  return html`<div class="multi" aria-busy=${busy}>
    ${options
      .filter((option) => chosen.includes(option.value))
      .map(
        (option) =>
          html`<${Chip}
            key=${option.value}
            option=${option}
            onRemove=${() => change(chosen.filter((one) => one !== option.value))}
          />`,
      )}
    ${
      !full &&
      html`<select class="select" aria-label=${label ?? hint} value="" disabled=${busy} onChange=${add}>
        <option value="">${chosen.length ? "Add…" : hint}</option>
        <${Options} options=${rest} />
      </select>`
    }
  </div>`;
}
