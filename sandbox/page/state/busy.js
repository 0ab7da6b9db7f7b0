// A control that waits for the sandbox: busy meanwhile, and an error is told in words.
import { useState } from "../vendor/preact-htm.js";
import { tell } from "./notices.js";

/** Returns [busy, run]; `run(work)` awaits the work, `onRefused` gets its error instead of being told. */
export function useBusy(onRefused = tell) {
  const [busy, setBusy] = useState(false);
  const run = async (work) => {
    setBusy(true);
    try {
      await work();
    } catch (problem) {
      onRefused(problem);
    } finally {
      setBusy(false);
    }
  };
  return [busy, run];
}
