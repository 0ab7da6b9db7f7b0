// A dialog of the browser's own: it holds the focus, makes the rest inert, and Esc asks to close it.
// Notices stand in it too: what lies outside is covered.
import { html, useLayoutEffect, useRef } from "../vendor/preact-htm.js";
import { Notices } from "./notices.js";

export function Dialog({ label, kind, onEscape, children }) {
  const dialog = useRef(null);
  useLayoutEffect(() => {
    const { current } = dialog;
    current.showModal();
    current.querySelector("input, textarea, select")?.focus();
    return () => current.close();
  }, []);
  const escape = (event) => {
    event.preventDefault();
    onEscape();
  };
  return html`<dialog ref=${dialog} class=${kind} aria-label=${label} onCancel=${escape}>
    ${children}<${Notices} />
  </dialog>`;
}
