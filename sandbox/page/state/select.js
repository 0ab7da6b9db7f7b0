// Questions to what the page knows: which messages stand where.
import { state } from "./store.js";

const byTs = (a, b) => (a.ts < b.ts ? -1 : 1);
const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

function ephemerals(channelId, threadTs) {
  const mine = [...state.private.get(state.me.id).ephemerals.values()];
  return mine
    .filter((one) => one.channel === channelId && (one.thread_ts ?? null) === threadTs)
    .map((one) => ({ ...one, user: state.app.bot_user_id, ephemeral: true }));
}

export function channelMessages(channelId) {
  const roots = [...state.messages.get(channelId).values()].filter((message) => !isReply(message));
  return [...roots, ...ephemerals(channelId, null)].sort(byTs);
}

export function threadMessages(channelId, ts) {
  const all = [...state.messages.get(channelId).values()];
  const replies = all.filter((message) => isReply(message) && message.thread_ts === ts);
  return [...replies, ...ephemerals(channelId, ts)].sort(byTs);
}
