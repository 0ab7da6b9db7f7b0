// The few drawn signs of the page.
import { html } from "../vendor/preact-htm.js";

const icon = (path) =>
  html`<svg class="drawn" viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`;

export const Lock = () => icon("M4.5 7V5a3.5 3.5 0 0 1 7 0v2M3 7h10v6.5H3z");
export const Shared = () => icon("M8 1.5 12 5.5 8 9.5 4 5.5zM8 6.5 12 10.5 8 14.5 4 10.5z");
export const Pin = () => icon("M6 2h4l-.5 4.5L12 9H4l2.5-2.5zM8 9v5");
export const Reply = () => icon("M2 3h12v8H8l-3.5 3v-3H2z");
export const Skip = () => icon("M2 3l6 5-6 5zM8 3l6 5-6 5z");
export const Clip = () =>
  icon("M12.5 7.5 7.6 12.3a3 3 0 0 1-4.2-4.2l5.2-5.2a2 2 0 0 1 2.8 2.8L6.3 10.8a.9.9 0 0 1-1.3-1.3l4.4-4.4");
export const Send = () => icon("M2 2.5 14.5 8 2 13.5 4 8zM4 8h5");
export const Bars = () => icon("M2 4h12M2 8h12M2 12h12");
export const Eye = () =>
  icon("M1 8s2.5-4.5 7-4.5S15 8 15 8s-2.5 4.5-7 4.5S1 8 1 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z");
