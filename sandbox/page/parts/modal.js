// A modal: title, blocks, submit and close; errors stand beside their inputs, and what was typed stays.
import { html, useState } from "../vendor/preact-htm.js";
import { Blocks } from "../blocks/blocks.js";
import { BlockSurface } from "../blocks/surface.js";
import { collect } from "../blocks/values.js";
import { send } from "../state/api.js";
import { useBusy } from "../state/busy.js";
import { tell } from "../state/notices.js";
import { state } from "../state/store.js";
import { plain } from "../text/object.js";
import { Dialog } from "./dialog.js";

const close = (view) => send("views/close", { user: state.me.id, view_id: view.id }).catch(tell);

/** Returns the errors by block: the app's, or Slack's own for what it would not send; none when it went through. */
async function submit(view, held) {
  const body = { user: state.me.id, view_id: view.id, values: collect(view.blocks, held) };
  try {
    return (await send("views/submit", body)).errors ?? {};
  } catch (refusal) {
    if (refusal.errors) return refusal.errors;
    throw refusal;
  }
}

const Foot = ({ view, busy, onSubmit, stacked }) =>
  html`<footer>
    <button type="button" class="button" onClick=${() => close(view)}>
      ${plain(view.close) || (stacked ? "Back" : "Close")}
    </button>
    ${
      view.submit &&
      html`<button
        type="button"
        class="button primary"
        aria-busy=${busy}
        disabled=${busy}
        onClick=${onSubmit}
      >
        ${plain(view.submit)}
      </button>`
    }
  </footer>`;

export function Modal({ view, stacked }) {
  const held = useState({});
  const [errors, setErrors] = useState({});
  const [trouble, setTrouble] = useState(null);
  const [busy, run] = useBusy((problem) => setTrouble(problem.message));
  const onSubmit = () => {
    setTrouble(null);
    run(async () => setErrors(await submit(view, held[0])));
  };
  return html`<${Dialog} kind="modal" label=${plain(view.title)} onEscape=${() => close(view)}>
    <header>
      <h2>${plain(view.title)}</h2>
      <button type="button" class="bare" aria-label="Close" onClick=${() => close(view)}>×</button>
    </header>
    <div class="modal-body">
      <${BlockSurface} where=${{ view_id: view.id }} values=${held} errors=${errors}>
        <${Blocks} blocks=${view.blocks} />
      <//>
    </div>
    ${trouble && html`<p class="field-error" role="alert">${trouble}</p>`}
    <${Foot} view=${view} busy=${busy} onSubmit=${onSubmit} stacked=${stacked} />
  <//>`;
}
