// A channel's name with its sign: # for all, a lock for private, and a mark where another organisation is in.
import { html } from "../vendor/preact-htm.js";
import { Lock, Shared } from "./icons.js";

export const ChannelName = ({ channel }) =>
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
