// The steps to try: shown first, dismissed once read, reachable again.
import { putDraft } from "./drafts.js";
import { go, humans, named } from "./place.js";
import { state, update } from "./store.js";

function setOpen(open) {
  localStorage.setItem("steps", open ? "open" : "closed");
  update(() => (state.stepsOpen = open));
}

export const toggleSteps = () => setOpen(!state.stepsOpen);
export const closeSteps = () => setOpen(false);

/** Puts person, channel and command in place; the person presses Enter. */
export function tryStep(step) {
  const channel = named(state.channels, step.channel) ?? state.channel;
  const me = named(new Map(humans().map((human) => [human.id, human])), step.user) ?? state.me;
  if (step.command) putDraft(channel.id, step.command);
  update(() => state.tried.add(step));
  go({ me, channel });
}
