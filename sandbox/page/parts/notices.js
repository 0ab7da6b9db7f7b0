// Short lines over the page: errors and confirmations, in words.
import { html } from "../vendor/preact-htm.js";
import { dismiss } from "../state/notices.js";
import { state } from "../state/store.js";

const Notice = ({ notice }) =>
  html`<div class="notice ${notice.bad ? "bad" : ""}" role=${notice.bad ? "alert" : "status"}>
    <span>${notice.text}</span>
    <button type="button" class="bare" aria-label="Dismiss" onClick=${() => dismiss(notice)}>×</button>
  </div>`;

export const Notices = () =>
  html`<div class="notices">${state.notices.map((notice) => html`<${Notice} notice=${notice} />`)}</div>`;
