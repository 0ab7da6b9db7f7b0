// Where one changes what one said.
import { html, useLayoutEffect, useRef, useState } from "../vendor/preact-htm.js";
import { useBusy } from "../state/busy.js";
import { edit, stopEditing } from "../state/messages.js";
import { asTyped } from "../text/typed.js";

export function Editor({ message, channel }) {
  const [text, setText] = useState(() => asTyped(message.text));
  const [busy, run] = useBusy();
  const field = useRef(null);
  useLayoutEffect(() => field.current.focus(), []);
  const save = () =>
    run(async () => {
      await edit(channel, message, text.trim());
      stopEditing();
    });
  const onKeyDown = (event) => {
    if (event.key === "Escape") stopEditing();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    save();
  };
  return html`<div class="editor">
    <textarea
      class="input"
      ref=${field}
      rows="2"
      aria-label="Edit message"
      value=${text}
      onInput=${({ target }) => setText(target.value)}
      onKeyDown=${onKeyDown}
    ></textarea>
    <div class="actions">
      <button type="button" class="button" onClick=${stopEditing}>Cancel</button>
      <button type="button" class="button primary" disabled=${busy || !text.trim()} onClick=${save}>Save</button>
    </div>
  </div>`;
}
