// Beside the text that one types: files to send with it, and the app's shortcuts from anywhere.
import { html } from "../vendor/preact-htm.js";
import { Menu } from "../blocks/menu.js";
import { useBusy } from "../state/busy.js";
import { putUp } from "../state/files.js";
import { runGlobalShortcut } from "../state/messages.js";
import { state } from "../state/store.js";
import { Clip } from "./icons.js";

export function Attach({ add }) {
  const [busy, run] = useBusy();
  const choose = ({ target }) =>
    run(async () => {
      const chosen = [...target.files];
      const ids = await Promise.all(chosen.map(putUp));
      add(ids.map((id, index) => ({ id, name: chosen[index].name })));
      target.value = "";
    });
  return html`<label class="button icon attach" title="Attach files" aria-busy=${busy}>
    <${Clip} />
    <input type="file" class="hidden" multiple aria-label="Attach files" disabled=${busy} onChange=${choose} />
  </label>`;
}

export const Attached = ({ files, remove }) =>
  html`<ul class="attached" aria-label="Attached files">
    ${files.map(
      (file) =>
        html`<li key=${file.id}>
          ${file.name}
          <button type="button" class="bare" aria-label=${`Leave out ${file.name}`} onClick=${() => remove(file)}>
            ×
          </button>
        </li>`,
    )}
  </ul>`;

export function Shortcuts() {
  const shortcuts = state.app.shortcuts.filter(({ type }) => type === "global");
  if (shortcuts.length === 0 || state.me.is_stranger) return null;
  const items = shortcuts.map((one) => ({ label: one.name, pick: () => runGlobalShortcut(one) }));
  return html`<${Menu} label="Shortcuts" items=${items} sign="⚡" />`;
}
