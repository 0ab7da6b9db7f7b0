// Short lines over the page: what was refused, and why.
import { state, update } from "./store.js";

const SHOWN_MS = 9000;

/** Shows an error's message, or a text. */
export function tell(what) {
  const notice = { text: what.message ?? what, bad: what instanceof Error };
  update(() => state.notices.push(notice));
  setTimeout(() => dismiss(notice), SHOWN_MS);
}

export const dismiss = (notice) =>
  update(() => {
    state.notices = state.notices.filter((other) => other !== notice);
  });
