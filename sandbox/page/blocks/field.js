// What a control holds: its own value or the app's initial one; outside an input it acts at once.
import { useBusy } from "../state/busy.js";
import { initialValue } from "./values.js";
import { confirmed, keyOf, useSurface } from "./surface.js";

/** Returns {value, change, busy}; `change(value)` keeps it and, where the block says so, tells the app. */
export function useField(block, element) {
  const surface = useSurface();
  const [busy, run] = useBusy();
  const key = keyOf(block, element);
  const value = key in surface.values ? surface.values[key] : initialValue(element);
  const told = block.type !== "input" || block.dispatch_action;
  const change = async (chosen) => {
    surface.set(key, chosen);
    if (!told) return;
    if (!(await confirmed(element))) return surface.set(key, value);
    await run(() =>
      surface.act({ block_id: block.block_id, action_id: element.action_id, selected: chosen }),
    );
  };
  return { value, change, busy };
}
