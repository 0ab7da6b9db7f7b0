// Choosing files in a form: each is put up at once, and the form sends its id.
import { html } from "../vendor/preact-htm.js";
import { useBusy } from "../state/busy.js";
import { putUp } from "../state/files.js";
import { keyOf, useSurface } from "./surface.js";

export function FileInput({ block, element, label, invalid }) {
  const surface = useSurface();
  const [busy, run] = useBusy();
  const ready = surface.values[keyOf(block, element)]?.length ?? 0;
  const choose = ({ target }) =>
    run(async () => surface.set(keyOf(block, element), await Promise.all([...target.files].map(putUp))));
  return html`<input
      class="input"
      type="file"
      multiple=${element.max_files !== 1}
      accept=${element.filetypes?.map((type) => `.${type}`).join(",")}
      disabled=${busy}
      aria-label=${label}
      aria-invalid=${invalid}
      aria-busy=${busy}
      onChange=${choose}
    />
    ${ready > 0 && html`<small role="status">${ready} ${ready === 1 ? "file is" : "files are"} ready</small>`}`;
}
