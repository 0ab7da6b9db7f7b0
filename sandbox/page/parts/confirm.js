// The confirm dialog of a button or select.
import { html } from "../vendor/preact-htm.js";
import { state } from "../state/store.js";
import { plain, Text } from "../text/object.js";
import { Dialog } from "./dialog.js";

export function Confirm() {
  const { title, text, confirm, deny, style = "primary", settle } = state.question;
  return html`<${Dialog} kind="confirm" label=${plain(title)} onEscape=${() => settle(false)}>
    <h2>${plain(title)}</h2>
    <${Text} object=${text} />
    <footer>
      <button type="button" class="button" onClick=${() => settle(false)}>${plain(deny) || "Cancel"}</button>
      <button type="button" class="button ${style}" onClick=${() => settle(true)}>
        ${plain(confirm) || "OK"}
      </button>
    </footer>
  <//>`;
}
