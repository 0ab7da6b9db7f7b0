// A list of messages: day dividers, neighbours of one author together, kept at its foot while one reads there.
import { html, useLayoutEffect, useRef } from "../vendor/preact-htm.js";
import { state } from "../state/store.js";
import { dayName, fromTs } from "../text/dates.js";
import { Message } from "./message.js";

const TOGETHER_S = 300;
const NEAR_PX = 80;

function continues(message, before) {
  return (
    Boolean(before) &&
    before.user === message.user &&
    before.subtype === message.subtype &&
    message.ts - before.ts < TOGETHER_S &&
    !before.ephemeral &&
    !message.ephemeral &&
    dayOf(before) === dayOf(message)
  );
}

const dayOf = (message) => dayName(fromTs(message.ts));

const New = () => html`<div class="day new" role="separator"><span>New</span></div>`;

const Divider = ({ name }) => html`<div class="day" role="separator"><span>${name}</span></div>`;

/** Scrolls to the foot on arrival and on growth, unless the reader has gone up. */
function useFoot(place) {
  const list = useRef(null);
  const atFoot = useRef(true);
  useLayoutEffect(() => {
    atFoot.current = true;
  }, [place]);
  const settle = () => {
    if (atFoot.current) list.current.scrollTop = list.current.scrollHeight;
  };
  useLayoutEffect(settle);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(settle);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  const onScroll = ({ target }) => {
    atFoot.current = target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_PX;
  };
  return { ref: list, onScroll };
}

/** `head` stands above the first message; `dated` puts a divider between days, `newFrom` one before what is new. */
export function Messages({ messages, channel, place, label, head, dated = true, newFrom, inThread }) {
  const foot = useFoot(place);
  const firstNew = newFrom && messages.find((message) => message.ts >= newFrom && message.user !== state.me.id);
  return html`<div class="messages" role="log" aria-label=${label} tabindex="0" ...${foot}>
    <div class="push"></div>
    ${head}
    ${messages.map((message, index) => {
      const before = messages[index - 1];
      const newDay = dated && (!before || dayOf(before) !== dayOf(message));
      return html` ${newDay && html`<${Divider} key=${`day ${message.ts}`} name=${dayOf(message)} />`}
        ${message === firstNew && html`<${New} key="new" />`}
        <${Message}
          key=${message.ts}
          message=${message}
          channel=${channel}
          inThread=${inThread}
          compact=${continues(message, before)}
        />`;
    })}
  </div>`;
}
