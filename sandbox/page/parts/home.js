// The app's home, as the app published it for the person acted as.
import { html } from "../vendor/preact-htm.js";
import { Blocks } from "../blocks/blocks.js";
import { BlockSurface } from "../blocks/surface.js";
import { state } from "../state/store.js";

export function Home() {
  const view = state.private.get(state.me.id).home;
  return html`<main class="channel home">
    <header class="pane-head">
      <h1>${state.app.name}</h1>
      <span class="badge">APP</span>
    </header>
    <div class="messages">
      ${
        view
          ? html`<${BlockSurface} key=${view.id} where=${{ view_id: view.id }}>
              <${Blocks} blocks=${view.blocks} />
            <//>`
          : html`<p class="empty">${state.app.name} shows nothing here.</p>`
      }
    </div>
  </main>`;
}
