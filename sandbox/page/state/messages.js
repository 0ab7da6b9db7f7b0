// What the person acted as does to messages that stand there, and the shortcuts that they run.
import { send } from "./api.js";
import { tell } from "./notices.js";
import { state, update } from "./store.js";

const at = (channel, { ts }) => ({ user: state.me.id, channel: channel.id, ts });

export const react = (channel, message, name) =>
  send("reactions", { ...at(channel, message), name }).catch(tell);

export const pin = (channel, message) => send("pins", at(channel, message)).catch(tell);

export const remove = (channel, message) => send("messages/delete", at(channel, message)).catch(tell);

export const edit = (channel, message, text) => send("messages/edit", { ...at(channel, message), text });

export const runShortcut = (shortcut, channel, message) =>
  send("shortcuts", { ...at(channel, message), callback_id: shortcut.callback_id }).catch(tell);

export const runGlobalShortcut = ({ callback_id }) =>
  send("shortcuts", { user: state.me.id, callback_id }).catch(tell);

export const startEditing = (message) => update(() => (state.editing = message.ts));
export const stopEditing = () => update(() => (state.editing = null));
