// Fields that are typed into: text, number, e-mail, address, date, time.
import { html } from "../vendor/preact-htm.js";
import { useBusy } from "../state/busy.js";
import { plain } from "../text/object.js";
import { useField } from "./field.js";
import { initialValue } from "./values.js";
import { keyOf, useSurface } from "./surface.js";

const HTML_TYPE = {
  number_input: "number",
  email_text_input: "email",
  url_text_input: "url",
  datepicker: "date",
  timepicker: "time",
};

/** With `dispatch_action` Enter tells the app what is typed so far. */
export function TextInput({ block, element, label, invalid }) {
  const surface = useSurface();
  const [busy, run] = useBusy();
  const key = keyOf(block, element);
  const value = (key in surface.values ? surface.values[key] : initialValue(element)) ?? "";
  const tell = (event) => {
    if (event.key !== "Enter" || !block.dispatch_action || element.multiline) return;
    event.preventDefault();
    run(() => surface.act({ block_id: block.block_id, action_id: element.action_id, value }));
  };
  return html`<${element.multiline ? "textarea" : "input"}
    class="input"
    type=${HTML_TYPE[element.type] ?? "text"}
    rows="4"
    step=${element.is_decimal_allowed ? "any" : undefined}
    autocomplete="off"
    value=${value}
    maxlength=${element.max_length}
    placeholder=${plain(element.placeholder)}
    aria-label=${label}
    aria-invalid=${invalid}
    aria-busy=${busy}
    autofocus=${element.focus_on_load}
    onKeyDown=${tell}
    onInput=${(event) => surface.set(key, event.target.value)}
  />`;
}

export function Moment({ block, element, label, invalid }) {
  const { value, change, busy } = useField(block, element);
  return html`<input
    class="input moment"
    type=${HTML_TYPE[element.type]}
    value=${value ?? ""}
    disabled=${busy}
    aria-label=${label ?? plain(element.placeholder)}
    aria-invalid=${invalid}
    onChange=${(event) => change(event.target.value || null)}
  />`;
}
