// Reads the whole workspace, so that switching person or channel never waits.
import { read } from "./api.js";
import { setClock } from "./clock.js";
import { state, update } from "./store.js";
import { catchUp } from "./unread.js";

const byKey = (items, key) => new Map(items.map((item) => [item[key], item]));

async function messagesOf(channel) {
  const { messages } = await read(`channels/${channel.id}/messages`);
  return [channel.id, byKey(messages, "ts")];
}

async function privateOf(person) {
  const [{ ephemerals }, { views }, { view }] = await Promise.all(
    ["ephemerals", "views", "home"].map((what) => read(`${what}?user=${person.id}`)),
  );
  return [person.id, { ephemerals: byKey(ephemerals, "ts"), views, home: view }];
}

/** Reads everything; returns the id of the last stream event that the answers hold at least. */
export async function loadEverything() {
  const workspace = await read("workspace");
  const humans = workspace.people.filter((person) => !person.is_bot);
  const messages = await Promise.all(workspace.channels.map(messagesOf));
  const seen = await Promise.all(humans.map(privateOf));
  update(() => {
    Object.assign(state, { team: workspace.team, app: workspace.app, steps: workspace.steps, ready: true });
    state.people = byKey(workspace.people, "id");
    state.partners = byKey(workspace.partners, "id");
    state.userGroups = byKey(workspace.user_groups, "id");
    state.channels = byKey(workspace.channels, "id");
    state.messages = new Map(messages);
    state.private = new Map(seen);
    setClock(workspace.clock.now);
    catchUp();
  });
  return workspace.stream_id;
}

/** Replies are read when their thread is opened; what the stream brought meanwhile is newer and stays. */
export async function loadThread(channelId, ts) {
  const { messages } = await read(`channels/${channelId}/messages?thread_ts=${ts}`);
  update(() => {
    const known = state.messages.get(channelId);
    for (const message of messages) if (!known.has(message.ts)) known.set(message.ts, message);
  });
}
