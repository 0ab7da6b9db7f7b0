// What somebody of the workspace can do to the open channel: archive it, leave it, take the app in or out.
import { html } from "../vendor/preact-htm.js";
import { Menu } from "../blocks/menu.js";
import { send } from "../state/api.js";
import { tell } from "../state/notices.js";
import { state } from "../state/store.js";

const change = (what, channel, more = {}) =>
  send(`channels/${what}`, { user: state.me.id, channel: channel.id, ...more }).catch(tell);

function changesOf(channel) {
  if (channel.is_archived) return [{ label: "Unarchive channel", pick: () => change("unarchive", channel) }];
  const { bot_user_id: who, name } = state.app;
  const isIn = channel.members.includes(who);
  return [
    {
      label: isIn ? `Remove ${name}` : `Add ${name}`,
      pick: () => change(isIn ? "remove" : "invite", channel, { who }),
    },
    ...channel.shared_with.map((team) => ({
      label: `Stop sharing with ${state.partners.get(team).name}`,
      pick: () => change("unshare", channel, { team }),
    })),
    { label: "Leave channel", pick: () => change("leave", channel) },
    { label: "Archive channel", pick: () => change("archive", channel) },
  ];
}

export const ChannelMenu = ({ channel }) =>
  !channel.is_im &&
  !state.me.is_stranger &&
  html`<span class="channel-menu"><${Menu} label="Channel actions" items=${changesOf(channel)} /></span>`;
