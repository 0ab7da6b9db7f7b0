// Business time: what the sandbox says, ticking on with this browser's clock.
import { state, update } from "./store.js";
import { send } from "./api.js";

export const businessNow = () => new Date(Date.now() + state.clockAheadMs);

export function setClock(now) {
  update(() => {
    state.clockAheadMs = Date.parse(now) - Date.now();
  });
}

/** Skips minutes; resolves when what fell due meanwhile has happened. */
export async function skip(minutes) {
  const { now } = await send("clock", { advance_s: minutes * 60 });
  setClock(now);
}
