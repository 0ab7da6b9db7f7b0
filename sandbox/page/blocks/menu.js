// A button that opens a short menu; arrow keys move in it, Esc and a click elsewhere close it.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/preact-htm.js";

function move(event, list) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...list.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length].focus();
}

/** Opens upwards where there is no room below. */
function useRoom(list) {
  useLayoutEffect(() => {
    const frame = list.current.closest(".messages, dialog")?.getBoundingClientRect();
    const foot = frame?.bottom ?? document.documentElement.clientHeight;
    if (list.current.getBoundingClientRect().bottom > foot) list.current.classList.add("up");
  }, []);
}

function Items({ items, kind, close }) {
  const list = useRef(null);
  useRoom(list);
  useEffect(() => {
    list.current.querySelector("button")?.focus();
    const outside = (event) => list.current.parentNode.contains(event.target) || close();
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, []);
  const pick = (item) => {
    close();
    item.pick();
  };
  return html`<div
    class="menu ${kind}"
    role="menu"
    ref=${list}
    onKeyDown=${(event) => move(event, list.current)}
  >
    ${items.map(
      (item) =>
        html`<button type="button" role="menuitem" onClick=${() => pick(item)}>${item.label}</button>`,
    )}
  </div>`;
}

/** `items`: [{label, pick}]; `kind`: grid for short signs side by side. */
export function Menu({ label, items, busy = false, sign = "⋯", kind = "" }) {
  const [open, setOpen] = useState(false);
  const button = useRef(null);
  const escape = (event) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current.focus();
  };
  return html`<span class="menu-holder" onKeyDown=${escape}>
    <button
      type="button"
      class="button icon"
      ref=${button}
      aria-label=${label}
      aria-haspopup="menu"
      title=${label}
      aria-expanded=${open}
      aria-busy=${busy}
      disabled=${busy}
      onClick=${() => setOpen(!open)}
    >
      ${sign}
    </button>
    ${open && html`<${Items} items=${items} kind=${kind} close=${() => setOpen(false)} />`}
  </span>`;
}
