// What each person has not read yet: how much in which channel, and since when. This browser keeps it.
import { state } from "./store.js";

const KEY = "unread";

/** `people`: person id → channel id → {count, since}; `seen`: channel id → the newest ts that came here. */
let kept = { people: {}, seen: {} };

const keep = () => localStorage.setItem(KEY, JSON.stringify(kept));

export const unreadOf = (person) => Object.keys(kept.people[person.id] ?? {}).length > 0;
export const unreadIn = (person, channel) => kept.people[person.id]?.[channel.id] ?? null;

/** A message has come: whoever is in its channel and does not look at it has one more to read. */
function count(channel, { user, ts }) {
  for (const id of channel.members) {
    const looking = id === state.me?.id && channel.id === state.channel?.id;
    if (id === user || looking) continue;
    const theirs = (kept.people[id] ??= {});
    const before = theirs[channel.id] ?? { count: 0, since: ts };
    theirs[channel.id] = { ...before, count: before.count + 1 };
  }
}

export function arrived(channel, message) {
  count(channel, message);
  kept.seen[channel.id] = message.ts;
  keep();
}

export function markRead(person, channel) {
  delete kept.people[person.id]?.[channel.id];
  keep();
}

/** After everything was read anew: what came while this page was away counts, of a fresh workspace nothing. */
export function catchUp() {
  kept = JSON.parse(localStorage.getItem(KEY)) ?? kept;
  for (const channel of state.channels.values()) {
    const messages = [...state.messages.get(channel.id).values()];
    const seen = kept.seen[channel.id];
    for (const message of messages) if (seen && message.ts > seen) count(channel, message);
    kept.seen[channel.id] = messages.at(-1)?.ts ?? "0";
  }
  keep();
}
