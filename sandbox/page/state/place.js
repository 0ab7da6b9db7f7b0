// Who acts and what is open, kept in the address: #alice/incidents/1772460000.000100, #alice/~home.
import { loadThread } from "./load.js";
import { tell } from "./notices.js";
import { send } from "./api.js";
import { state, update } from "./store.js";
import { markRead, unreadIn } from "./unread.js";

const HOME = "~home";

export const humans = () => [...state.people.values()].filter((person) => !person.is_bot);

export const named = (items, key) => [...items.values()].find((item) => item.name === key || item.id === key);

/** A person's channels by name, then their direct messages. */
export const channelsOf = (person) =>
  [...state.channels.values()]
    .filter((channel) => channel.members.includes(person.id))
    .sort((a, b) => a.is_im - b.is_im || a.name.localeCompare(b.name));

/** Where somebody lands: the first of the workspace's channels that is theirs. */
export const landing = (person) =>
  [...state.channels.values()].find((channel) => channel.members.includes(person.id));

/** Goes somewhere: what is left out stays as it is, but a new channel closes the thread. */
export function go({ me = state.me, channel = state.channel, home = false, thread = null }) {
  const parts = [me.name, home || !channel ? HOME : channel.name, thread].filter(Boolean);
  location.hash = parts.map(encodeURIComponent).join("/");
  update(() => (state.drawerOpen = false));
}

/** Takes the address as it stands; what it does not name, or may not see, falls back to the first. */
export function readPlace() {
  if (!state.ready) return;
  const [person, place, thread] = location.hash.slice(1).split("/").map(decodeURIComponent);
  const me = named(new Map(humans().map((human) => [human.id, human])), person) ?? humans()[0];
  const visible = channelsOf(me);
  const wanted = visible.find((channel) => channel.name === place);
  const home = place === HOME && state.app.has_home && !me.is_stranger;
  const channel = home ? null : (wanted ?? landing(me));
  update(() => {
    const comes = me.id !== state.me?.id || channel?.id !== state.channel?.id;
    if (channel && comes) state.newFrom = unreadIn(me, channel)?.since ?? null;
    if (channel) markRead(me, channel);
    Object.assign(state, { me, channel, thread: wanted && thread ? thread : null });
  });
  arrive();
}

function arrive() {
  const { me, channel, thread } = state;
  document.title = `${channel && !channel.is_im ? `#${channel.name}` : state.app.name} · ${state.team.name}`;
  if (thread) loadThread(channel.id, thread).catch(tell);
  if (!channel) send("home", { user: me.id }).catch(tell);
}
