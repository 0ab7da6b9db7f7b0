// A channel's name with its sign: # for all, a lock for private, and a mark where another organisation is in;
// direct messages are called by the app that they are with.
import { html } from "../vendor/preact-htm.js";
import { state } from "../state/store.js";
import { Lock, Shared } from "./icons.js";

/** What a channel is called where its sign stands in the text. */
export const calledAs = (channel) => (channel.is_im ? state.app.name : `#${channel.name}`);

const Direct = () => html`<span class="channel-name"><span class="name">${state.app.name}</span></span>`;

export const ChannelName = ({ channel }) => (channel.is_im ? html`<${Direct} />` : html`<${Room} channel=${channel} />`);

const Room = ({ channel }) =>
  html`<span class="channel-name">
    <span class="sign">
      ${channel.is_private ? html`<${Lock} /> <span class="hidden">private channel</span>` : "#"}
    </span>
    <span class="name">${channel.name}</span>
    ${
      channel.is_shared &&
      html`<span class="shared" title="Shared with another organisation">
        <${Shared} />
        <span class="hidden">shared with another organisation</span>
      </span>`
    }
  </span>`;
