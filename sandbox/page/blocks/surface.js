// Where blocks stand (a message, a modal, the app's home): what its controls hold, and how they act.
import { createContext, html, useContext, useState } from "../vendor/preact-htm.js";
import { send } from "../state/api.js";
import { state, update } from "../state/store.js";

const Surface = createContext(null);

/** `where` names it to the control API: {channel, ts} or {view_id}. `errors`: block_id → text. */
export function BlockSurface({ where, values: given, errors = {}, children }) {
  const own = useState({});
  const [values, setValues] = given ?? own;
  const surface = {
    values,
    errors,
    set: (key, value) => setValues((before) => ({ ...before, [key]: value })),
    act: (body) => send("actions", { user: state.me.id, ...where, ...body }),
  };
  return html`<${Surface.Provider} value=${surface}>${children}<//>`;
}

export const useSurface = () => useContext(Surface);

export const keyOf = (block, element) => `${block.block_id}/${element.action_id}`;

/** Asks with the element's confirm dialog, where it has one; resolves to whether to go on. */
export function confirmed({ confirm }) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((answer) => {
    const settle = (yes) => {
      update(() => (state.question = null));
      answer(yes);
    };
    update(() => (state.question = { ...confirm, settle }));
  });
}
