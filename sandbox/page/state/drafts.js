// What was typed and not sent, by channel or thread; outside `state`, so that typing draws the composer only.
import { state, update } from "./store.js";

const drafts = new Map();

export const draftOf = (place) => drafts.get(place) ?? "";
export const keepDraft = (place, text) => drafts.set(place, text);

/** Replaces a draft from outside of its composer, which then takes it and the focus. */
export function putDraft(place, text) {
  drafts.set(place, text);
  update(() => (state.tries += 1));
}
