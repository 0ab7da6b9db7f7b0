// The overflow menu: “⋯” with up to five options.
import { html } from "../vendor/preact-htm.js";
import { Menu } from "./menu.js";
import { useBusy } from "../state/busy.js";
import { optionsOf } from "./options.js";
import { confirmed, useSurface } from "./surface.js";

export function Overflow({ block, element }) {
  const surface = useSurface();
  const [busy, run] = useBusy();
  const body = { block_id: block.block_id, action_id: element.action_id };
  const pick = async (selected) => {
    if (await confirmed(element)) await run(() => surface.act({ ...body, selected }));
  };
  const items = optionsOf(element).map(({ value, label }) => ({ label, pick: () => pick(value) }));
  return html`<${Menu} label="More options" busy=${busy} items=${items} />`;
}
