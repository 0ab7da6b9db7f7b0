// The bar on top: business time, and the buttons that skip some of it.
import { html, useEffect, useState } from "../vendor/preact-htm.js";
import { useBusy } from "../state/busy.js";
import { businessNow, skip } from "../state/clock.js";
import { tell } from "../state/notices.js";
import { toggleSteps } from "../state/steps.js";
import { state, update } from "../state/store.js";
import { Bars, Skip } from "./icons.js";

const inUtc = (options) => (date) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(date);
const day = inUtc({ weekday: "short", day: "numeric", month: "short" });
const clock = inUtc({ timeStyle: "medium" });
const minute = inUtc({ timeStyle: "short" });

function useTick() {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
}

function Clock({ skipping }) {
  useTick();
  const now = businessNow();
  return html`<div class="clock" title="Business time: what the app believes it is">
    <span class="label">${skipping ? `Skipping ${skipping} min…` : "Business time"}</span>
    <time datetime=${now.toISOString()}><span class="date">${day(now)}, </span>${clock(now)} UTC</time>
  </div>`;
}

async function skipAndTell(minutes) {
  await skip(minutes);
  tell(`${minutes} minutes later: it is ${minute(businessNow())} UTC, and what fell due has happened.`);
}

const SkipButton = ({ minutes, main, skipping, onSkip }) =>
  html`<button
    type="button"
    class=${main ? "skip main" : "skip"}
    aria-label=${`Skip ${minutes} minutes`}
    aria-busy=${skipping === minutes}
    disabled=${skipping !== null}
    onClick=${() => onSkip(minutes)}
  >
    ${main && html`<${Skip} />`}
    <span class="long">${main ? `Skip ${minutes} minutes` : `${minutes} min`}</span>
    <span class="short">${minutes}m</span>
  </button>`;

function Skipper() {
  const [skipping, setSkipping] = useState(null);
  const [, run] = useBusy();
  const onSkip = async (minutes) => {
    setSkipping(minutes);
    await run(() => skipAndTell(minutes));
    setSkipping(null);
  };
  const button = (minutes) =>
    html`<${SkipButton} minutes=${minutes} main=${minutes === 15} skipping=${skipping} onSkip=${onSkip} />`;
  return html`<${Clock} skipping=${skipping} />
    <div class="skips" role="group" aria-label="Skip business time">${[5, 15, 60].map(button)}</div>`;
}

const Connection = () => !state.live && html`<span class="offline" role="status">Connecting…</span>`;

const Help = () =>
  html`<button
    type="button"
    class="bare help"
    aria-label="Things to try"
    title="Things to try"
    onClick=${toggleSteps}
  >
    ?
  </button>`;

export const TopBar = () =>
  html`<header class="topbar">
    <button
      type="button"
      class="bare drawer"
      aria-label="Channels and people"
      aria-expanded=${state.drawerOpen}
      onClick=${() => update(() => (state.drawerOpen = !state.drawerOpen))}
    >
      <${Bars} />
    </button>
    <${Skipper} />
    <${Connection} />
    ${!state.me.is_stranger && html`<${Help} />`}
  </header>`;
