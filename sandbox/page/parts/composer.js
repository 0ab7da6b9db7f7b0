// Where one types: messages, slash commands with completion, mentions.
import { html, useLayoutEffect, useRef, useState } from "../vendor/preact-htm.js";
import { useBusy } from "../state/busy.js";
import { draftOf, keepDraft } from "../state/drafts.js";
import { post } from "../state/post.js";
import { state } from "../state/store.js";
import { commandOf } from "../text/completion.js";
import { calledAs } from "./channelname.js";
import { Attach, Attached, Shortcuts } from "./extras.js";
import { Send } from "./icons.js";
import { completionKey, LIST_ID, Suggestions, useCompletion } from "./suggestions.js";

const hasMouse = matchMedia("(hover: hover)").matches;
const isNarrow = matchMedia("(max-width: 760px)").matches;

/** The draft of a place: its text, where the caret stands, and a way to change both. */
function useDraft(place) {
  const [draft, setDraft] = useState(() => ({ text: draftOf(place), caret: draftOf(place).length }));
  const change = (text, caret) => {
    keepDraft(place, text);
    setDraft({ text, caret });
  };
  return [draft, change];
}

/** The text field: as high as its text, the caret where the draft says, focused when it appears. */
function useTextField({ text, caret }) {
  const field = useRef(null);
  useLayoutEffect(() => {
    if (hasMouse) field.current.focus();
  }, []);
  useLayoutEffect(() => {
    field.current.style.height = "auto";
    field.current.style.height = `${field.current.scrollHeight}px`;
    field.current.setSelectionRange(caret, caret);
  }, [text]);
  return field;
}

/** Sends on Enter; a refusal is kept beside the text, which stays. */
function useSending({ draft, change, channel, thread }) {
  const [refusal, setRefusal] = useState(null);
  const [files, setFiles] = useState([]);
  const [busy, run] = useBusy((problem) => setRefusal({ of: draft.text, why: problem.message }));
  const text = draft.text.trim();
  const ready = !busy && Boolean(text || files.length);
  const send = () =>
    ready &&
    run(async () => {
      await post({ text, channel, thread, files });
      change("", 0);
      if (!text.startsWith("/")) setFiles([]);
    });
  return { send, busy, ready, files, setFiles, refusal: refusal?.of === draft.text ? refusal.why : null };
}

const Usage = ({ command }) =>
  html`<p class="usage">
    <code>${command.command} ${command.usage_hint}</code>
    ${command.description}
  </p>`;

const NoCommand = () =>
  html`<p class="composer-note">
    Slack takes no slash commands in a thread. Mention the app instead:${" "}
    <code>@${state.people.get(state.app.bot_user_id).name} …</code>
  </p>`;

const Refusal = ({ why }) => html`<p class="composer-note bad" role="alert">${why}</p>`;

function Hint({ text, thread }) {
  if (thread) return text.startsWith("/") && html`<${NoCommand} />`;
  const command = commandOf(text, state.app.commands);
  return command && html`<${Usage} command=${command} />`;
}

function Field({ field, draft, change, onKeyDown, completion, busy, label, hint }) {
  const open = completion.items.length > 0;
  const note = ({ target }) => change(target.value, target.selectionStart);
  return html`<textarea
    ref=${field}
    rows="1"
    value=${draft.text}
    readonly=${busy}
    placeholder=${hint}
    aria-label=${label}
    role="combobox"
    aria-autocomplete="list"
    aria-expanded=${open}
    aria-controls=${LIST_ID}
    aria-activedescendant=${open ? `${LIST_ID}-${completion.at}` : undefined}
    onKeyDown=${onKeyDown}
    onInput=${note}
    onSelect=${note}
  ></textarea>`;
}

function Writer({ place, channel, thread }) {
  const [draft, change] = useDraft(place);
  const field = useTextField(draft);
  const completion = useCompletion(draft, change);
  const sending = useSending({ draft, change, channel, thread });
  const { send, busy, files, setFiles, refusal } = sending;
  const onKeyDown = (event) => {
    if (completionKey(event, completion) || event.key !== "Enter" || event.shiftKey || event.isComposing)
      return;
    event.preventDefault();
    send();
  };
  const label = thread ? "Reply" : `Message ${calledAs(channel)}`;
  const about = isNarrow ? "" : ", or type / for commands";
  const hint = thread ? "Reply…" : `${label}${about}`;
  return html`<div class="composer">
    <${Suggestions} completion=${completion} />
    ${
      files.length > 0 &&
      html`<${Attached}
        files=${files}
        remove=${(file) => setFiles(files.filter((other) => other !== file))}
      />`
    }
    <div class="box" aria-busy=${busy}>
      <${Attach} add=${(more) => setFiles([...files, ...more])} />
      <${Field} ...${{ field, draft, change, onKeyDown, completion, busy, label, hint }} />
      ${!thread && html`<${Shortcuts} />`}
      <button type="button" class="send" aria-label="Send" disabled=${!sending.ready} onClick=${send}>
        <${Send} />
      </button>
    </div>
    ${refusal && html`<${Refusal} why=${refusal} />`}
    <${Hint} text=${draft.text} thread=${thread} />
  </div>`;
}

export const Composer = ({ place, channel, thread = null }) =>
  channel.is_archived
    ? html`<p class="composer-note archived">#${channel.name} is archived. Nobody can write here.</p>`
    : html`<${Writer} place=${place} channel=${channel} thread=${thread} />`;
