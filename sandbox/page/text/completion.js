// What the composer offers while one types: commands at the start, people after @, channels after #.

const startsWith = (name, typed) => name.toLowerCase().startsWith(typed.toLowerCase());

function word(text, caret) {
  const from = Math.max(text.lastIndexOf(" ", caret - 1), text.lastIndexOf("\n", caret - 1)) + 1;
  return { from, typed: text.slice(from, caret) };
}

const offers = {
  "/": (typed, { commands }) =>
    commands
      .filter(({ command }) => startsWith(command, typed))
      .map(({ command, description, usage_hint }) => ({
        insert: command,
        hint: usage_hint,
        about: description,
      })),
  "@": (typed, { people }) =>
    people
      .filter(
        ({ name, real_name }) => startsWith(name, typed.slice(1)) || startsWith(real_name, typed.slice(1)),
      )
      .map(({ name, real_name }) => ({ insert: `@${name}`, about: real_name })),
  "#": (typed, { channels }) =>
    channels
      .filter(({ name }) => startsWith(name, typed.slice(1)))
      .map(({ name }) => ({ insert: `#${name}` })),
};

/** Returns {from, typed, items: [{insert, hint?, about?}]}: what may replace `typed`, which starts at `from`. */
export function complete(text, caret, known) {
  const { from, typed } = word(text, caret);
  const sign = typed.charAt(0);
  const fits = sign === "/" ? from === 0 : sign in offers;
  return { from, typed, items: fits ? offers[sign](typed, known).slice(0, 8) : [] };
}

/** The command that a text calls, or undefined. */
export const commandOf = (text, commands) =>
  commands.find(({ command }) => text.split(/\s/, 1)[0] === command);
