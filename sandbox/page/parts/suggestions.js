// Completion above the composer: commands, people, channels, by keys or by click.
import { html, useState } from "../vendor/preact-htm.js";
import { channelsOf } from "../state/place.js";
import { state } from "../state/store.js";
import { complete } from "../text/completion.js";

export const LIST_ID = "suggestions";

const asPeople = ({ handle, name }) => ({ name: handle, real_name: name });

const known = () => ({
  commands: state.app.commands,
  people: [...state.people.values(), ...[...state.userGroups.values()].map(asPeople)],
  channels: channelsOf(state.me).filter((channel) => !channel.is_im),
});

/** What fits before the caret, which of it is chosen, and how to move, pick and close. */
export function useCompletion({ text, caret }, change) {
  const [choice, setChoice] = useState({ text: "", at: 0, closed: false });
  const current = choice.text === text ? choice : { text, at: 0, closed: false };
  const { from, typed, items: found } = complete(text, caret, known());
  const items = current.closed || found.some((item) => item.insert === typed) ? [] : found;
  const pick = ({ insert }) => {
    const rest = text.slice(caret).trimStart();
    change(`${text.slice(0, from)}${insert} ${rest}`, from + insert.length + 1);
  };
  return {
    items,
    at: current.at,
    pick,
    move: (step) => setChoice({ ...current, at: (current.at + step + items.length) % items.length }),
    close: () => setChoice({ ...current, closed: true }),
  };
}

/** Whether the key was meant for the open list, which then has acted on it. */
export function completionKey(event, { items, at, pick, move, close }) {
  const pickChosen = () => pick(items[at]);
  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: close,
    Tab: pickChosen,
    Enter: pickChosen,
  };
  if (items.length === 0 || !Object.hasOwn(keys, event.key)) return false;
  event.preventDefault();
  event.stopPropagation();
  keys[event.key]();
  return true;
}

const Item = ({ item, index, chosen, pick }) =>
  html`<div
    role="option"
    id=${`${LIST_ID}-${index}`}
    aria-selected=${chosen}
    onMouseDown=${(event) => event.preventDefault()}
    onClick=${() => pick(item)}
  >
    <span>
      <strong>${item.insert}</strong>
      ${item.hint && html`<code>${item.hint}</code>`}
    </span>
    <small>${item.about}</small>
  </div>`;

export function Suggestions({ completion: { items, at, pick } }) {
  if (items.length === 0) return null;
  return html`<div class="suggestions" role="listbox" id=${LIST_ID} aria-label="Suggestions">
    ${items.map(
      (item, index) =>
        html`<${Item} key=${item.insert} item=${item} index=${index} chosen=${index === at} pick=${pick} />`,
    )}
    <footer aria-hidden="true"><kbd>↑</kbd><kbd>↓</kbd> choose <kbd>Tab</kbd> complete</footer>
  </div>`;
}
