// Sends what was typed: a slash command, or a message.
import { send } from "./api.js";
import { state, update } from "./store.js";

/** Resolves once the app has acknowledged the command, or the message stands. A command in a thread is refused. */
export async function post({ text, channel, thread, files = [] }) {
  const where = { user: state.me.id, channel: channel.id, ...(thread && { thread_ts: thread }) };
  if (!text.startsWith("/")) return send("messages", { ...where, text, files: files.map(({ id }) => id) });
  const [command] = text.split(/\s/, 1);
  const answer = await send("commands", { ...where, command, text: text.slice(command.length).trim() });
  update(() => state.typed.set(answer.trigger_id, text));
  return answer;
}
