// Follows the sandbox's server-sent events and keeps what the page knows up to date.
import { setClock } from "./clock.js";
import { go, readPlace } from "./place.js";
import { state, update } from "./store.js";
import { arrived } from "./unread.js";

const mine = (user) => state.private.get(user);

function putNew({ channel, message }) {
  const known = state.messages.get(channel);
  if (!known.has(message.ts)) arrived(state.channels.get(channel), message); // else told twice after a reconnect
  known.set(message.ts, message);
}

function show(view, user) {
  const { views } = mine(user);
  const at = views.findIndex((known) => known.id === view.id);
  if (at < 0) views.push(view);
  else views[at] = view;
}

function react({ channel, user, ts, name, added }) {
  const message = state.messages.get(channel).get(ts);
  if (!message) return;
  const others = (message.reactions ?? []).filter((reaction) => reaction.name !== name);
  const before = message.reactions?.find((reaction) => reaction.name === name)?.users ?? [];
  const users = [...before.filter((id) => id !== user), ...(added ? [user] : [])];
  message.reactions = users.length ? [...others, { name, count: users.length, users }] : others;
}

const putMessage = ({ channel, message }) => state.messages.get(channel).set(message.ts, message);
const putEphemeral = ({ user, ephemeral }) => mine(user).ephemerals.set(ephemeral.ts, ephemeral);

/** A channel is new, or another one than it was: the open one keeps its place, unless one may look no more. */
function putChannel({ channel }) {
  state.channels.set(channel.id, channel);
  if (!state.messages.has(channel.id)) state.messages.set(channel.id, new Map());
  if (state.channel?.id !== channel.id) return;
  state.channel = channel;
  if (channel.members.includes(state.me.id)) go({ channel, thread: state.thread });
  else readPlace();
}

/** Somebody is new, and has seen nothing yet. */
function putPerson({ person }) {
  state.people.set(person.id, person);
  state.private.set(person.id, { ephemerals: new Map(), views: [], home: null });
}

const effects = {
  person: putPerson,
  channel: putChannel,
  message: putNew,
  message_changed: putMessage,
  message_deleted: ({ channel, ts }) => state.messages.get(channel).delete(ts),
  ephemeral: putEphemeral,
  ephemeral_changed: putEphemeral,
  ephemeral_deleted: ({ user, ts }) => mine(user).ephemerals.delete(ts),
  view: ({ user, view }) => show(view, user),
  view_closed: ({ user, view_id }) => {
    mine(user).views = mine(user).views.filter((view) => view.id !== view_id);
  },
  home: ({ user, view }) => {
    mine(user).home = view;
  },
  reaction: react,
  clock: ({ now }) => setClock(now),
};

/** Follows the events after `streamId`; calls `onLost` when the connection, or what lies between, is lost. */
export function follow(streamId, onLost) {
  const source = new EventSource(`/sandbox/api/stream?after=${streamId}`);
  const lose = () => {
    source.close();
    update(() => (state.live = false));
    onLost();
  };
  source.onopen = () => update(() => (state.live = true));
  source.onerror = lose;
  source.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    if (event.type === "reload") lose();
    else update(() => effects[event.type]?.(event));
  };
}
