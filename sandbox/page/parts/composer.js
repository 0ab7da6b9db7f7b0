// Where one types: messages, slash commands with completion, mentions.
import { html, useLayoutEffect, useRef, useState } from "../vendor/preact-htm.js";
import { useBusy } from "../state/busy.js";
import { draftOf, keepDraft } from "../state/drafts.js";
import { post } from "../state/post.js";
import { channelsOf } from "../state/place.js";
import { state } from "../state/store.js";
import { commandOf, complete } from "../text/completion.js";
import { Send } from "./icons.js";
import { LIST_ID, Suggestions, Usage } from "./suggestions.js";

const hasMouse = matchMedia("(hover: hover)").matches;

const known = () => ({
  commands: state.app.commands,
  people: [...state.people.values()],
  channels: channelsOf(state.me),
});

/** The text field: as high as its text, and focused when it appears. */
function useField(text) {
  const field = useRef(null);
  useLayoutEffect(() => {
    if (hasMouse) field.current.focus();
    field.current.setSelectionRange(text.length, text.length);
  }, []);
  useLayoutEffect(() => {
    field.current.style.height = "auto";
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [text]);
  return field;
}

/** The suggestions for what stands before the caret, and the chosen one. */
function useCompletion(text, caret) {
  const [choice, setChoice] = useState({ text: "", at: 0, closed: false });
  const current = choice.text === text ? choice : { text, at: 0, closed: false };
  const { from, typed, items } = complete(text, caret, known());
  const shown = current.closed || items.some((item) => item.insert === typed) ? [] : items;
  const move = (step) => setChoice({ ...current, at: (current.at + step + shown.length) % shown.length });
  const close = () => setChoice({ ...current, closed: true });
  return { from, items: shown, at: current.at, move, close };
}

function completionKey(event, completion, pick) {
  const keys = {
    ArrowDown: () => completion.move(1),
    ArrowUp: () => completion.move(-1),
    Escape: completion.close,
    Tab: () => pick(completion.items[completion.at]),
    Enter: () => pick(completion.items[completion.at]),
  };
  if (completion.items.length === 0 || !(event.key in keys)) return false;
  event.preventDefault();
  event.stopPropagation();
  keys[event.key]();
  return true;
}

const NoCommand = () => html`<p class="composer-note">Slack takes no slash commands in a thread.
  Mention the app instead: <code>@${state.people.get(state.app.bot_user_id).name} …</code></p>`;

export function Composer({ place, channel, thread = null }) {
  const [text, setText] = useState(() => draftOf(place));
  const [caret, setCaret] = useState(text.length);
  const [refusal, setRefusal] = useState(null);
  const [busy, run] = useBusy((problem) => setRefusal(problem.message));
  const field = useField(text);
  const completion = useCompletion(text, caret);
  const command = commandOf(text, state.app.commands);

  const change = (next, at) => {
    keepDraft(place, next);
    setText(next);
    setCaret(at);
    setRefusal(null);
  };
  const pick = ({ insert }) => {
    const end = completion.from + insert.length + 1;
    change(`${text.slice(0, completion.from)}${insert} ${text.slice(caret).trimStart()}`, end);
    field.current.focus();
  };
  const send = () => {
    if (!text.trim() || busy) return;
    run(async () => {
      await post({ text: text.trim(), channel, thread });
      change("", 0);
    });
  };
  const onKeyDown = (event) => {
    if (completionKey(event, completion, pick) || event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  };

  if (channel.is_archived) return html`<p class="composer-note">#${channel.name} is archived. Nobody can write here.</p>`;
  return html`<div class="composer">
    ${completion.items.length > 0 && html`<${Suggestions} items=${completion.items} at=${completion.at} onPick=${pick} />`}
    ${command && !thread && completion.items.length === 0 && html`<${Usage} command=${command} />`}
    <div class="box" aria-busy=${busy}>
      <textarea ref=${field} rows="1" value=${text} onKeyDown=${onKeyDown} role="combobox" aria-autocomplete="list"
        aria-expanded=${completion.items.length > 0} aria-controls=${LIST_ID}
        aria-activedescendant=${completion.items.length > 0 ? `${LIST_ID}-${completion.at}` : undefined}
        aria-label=${thread ? "Reply" : `Message #${channel.name}`}
        placeholder=${thread ? "Reply…" : `Message #${channel.name}, or type / for commands`}
        onInput=${({ target }) => change(target.value, target.selectionStart)}
        onSelect=${({ target }) => setCaret(target.selectionStart)}></textarea>
      <button type="button" class="send" aria-label="Send" disabled=${!text.trim() || busy} onClick=${send}><${Send} /></button>
    </div>
    ${thread && text.startsWith("/") && html`<${NoCommand} />`}
    ${refusal && html`<p class="composer-note bad" role="alert">${refusal}</p>`}
  </div>`;
}
