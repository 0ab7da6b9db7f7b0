// What the page knows. A change goes through `update`, which draws once at the end of the turn.

export const state = {
  ready: false,
  live: false, // whether the stream is connected
  team: null,
  partners: new Map(), // id → other organisation
  people: new Map(), // id → person
  userGroups: new Map(), // id → {handle, name}
  channels: new Map(), // id → channel
  app: null,
  steps: [],
  clockAheadMs: 0, // business time minus this browser's
  messages: new Map(), // channel id → Map(ts → message), roots and replies together
  private: new Map(), // person id → {ephemerals: Map(ts → ephemeral), views: [], home}
  typed: new Map(), // trigger id → the command that was typed on this page
  me: null, // the person acted as
  channel: null, // the open channel; null on the app's home
  newFrom: null, // ts of the first message that was unread on coming here
  thread: null, // ts of the open thread's root
  tries: 0, // counts “try it”, so that the composer takes the new draft
  tried: new Set(), // steps whose “try it” was pressed
  stepsOpen: localStorage.getItem("steps") === "closed" ? false : null, // null: on the first screen alone
  drawerOpen: false, // the sidebar on a phone
  editing: null, // ts of the message that is being edited
  question: null, // the confirm dialog that waits for an answer
  notices: [], // errors and confirmations, in words
};

let draw = () => {};
let due = false;

export function onChange(listener) {
  draw = listener;
  draw();
}

export function update(change) {
  change(state);
  if (due) return;
  due = true;
  queueMicrotask(() => {
    due = false;
    draw();
  });
}
