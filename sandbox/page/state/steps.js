// The steps to try: open on the first screen of whoever works here, then one at a time; reachable again.
import { putDraft } from "./drafts.js";
import { go, humans, landing, named } from "./place.js";
import { state, update } from "./store.js";

const isFirstScreen = () => state.channel === landing(state.me);

/** Whether all steps stand open; people of other organisations see none. */
export const stepsShown = () =>
  !state.me.is_stranger && state.steps.length > 0 && (state.stepsOpen ?? isFirstScreen());

/** The step after those that were tried, while one goes from step to step; else undefined. */
export const nextStep = () =>
  state.tried.size > 0 && state.stepsOpen === null && !state.me.is_stranger
    ? state.steps.find((step) => step.command && !state.tried.has(step))
    : undefined;

function setOpen(open) {
  localStorage.setItem("steps", open ? "open" : "closed");
  update(() => (state.stepsOpen = open));
}

export const toggleSteps = () => setOpen(!stepsShown());
export const closeSteps = () => setOpen(false);

/** Puts person, channel and command in place; the person presses Enter. */
export function tryStep(step) {
  const channel = named(state.channels, step.channel) ?? state.channel;
  const me = named(new Map(humans().map((human) => [human.id, human])), step.user) ?? state.me;
  if (step.command) putDraft(channel.id, step.command);
  update(() => {
    state.tried.add(step);
    state.stepsOpen = null;
  });
  go({ me, channel });
}
