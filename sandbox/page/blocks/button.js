// Buttons: plain, primary, danger, with a confirm dialog, with an address.
import { html } from "../vendor/preact-htm.js";
import { useBusy } from "../state/busy.js";
import { plain } from "../text/object.js";
import { confirmed, useSurface } from "./surface.js";

export function Button({ block, element }) {
  const surface = useSurface();
  const [busy, run] = useBusy();
  const body = { block_id: block.block_id, action_id: element.action_id };
  const press = async () => {
    if (element.url) window.open(element.url, "_blank", "noopener,noreferrer");
    if (await confirmed(element)) await run(() => surface.act(body));
  };
  return html`<button
    type="button"
    class="button ${element.style ?? ""}"
    onClick=${press}
    disabled=${busy}
    aria-busy=${busy}
    aria-label=${element.accessibility_label}
  >
    ${plain(element.text)}
  </button>`;
}
