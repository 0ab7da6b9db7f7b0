// The whole page.
import { html } from "../vendor/preact-htm.js";
import { state, update } from "../state/store.js";
import { Channel } from "./channel.js";
import { Confirm } from "./confirm.js";
import { Home } from "./home.js";
import { Modal } from "./modal.js";
import { Notices } from "./notices.js";
import { Sidebar } from "./sidebar.js";
import { Thread } from "./thread.js";
import { TopBar } from "./topbar.js";

const closeDrawer = () => update(() => (state.drawerOpen = false));

/** The stack of modals, of which those below keep what was typed; a question on top; else the notices. */
function Above() {
  const { views } = state.private.get(state.me.id);
  const { question } = state;
  return html`${views.map((view, index) => html`<${Modal} key=${view.id} view=${view} stacked=${index > 0} />`)}
  ${question && html`<${Confirm} />`} ${views.length === 0 && !question && html`<${Notices} />`}`;
}

export function App() {
  if (!state.me) return html`<p class="loading" role="status">Opening the workspace…</p>`;
  return html`<${TopBar} />
    <div class="panes ${state.thread ? "with-thread" : ""}">
      <${Sidebar} />
      ${state.drawerOpen && html`<div class="shade" onClick=${closeDrawer}></div>`}
      ${state.channel ? html`<${Channel} />` : html`<${Home} />`}
      ${state.thread && html`<${Thread} key=${state.thread} />`}
    </div>
    <${Above} />`;
}
