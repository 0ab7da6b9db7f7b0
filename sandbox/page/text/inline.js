// Splits a text into what a pattern with named groups finds and what stands between.

/**
 * `draw` maps a group's name to a function of (what it matched, all groups); `plain` draws the rest.
 * Data becomes text nodes only: nothing here makes markup from a string.
 */
export function inline(text, pattern, draw, plain) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) nodes.push(plain(text.slice(at, match.index)));
    const [name, value] = Object.entries(match.groups).find(([, found]) => found !== undefined);
    nodes.push(draw[name](value, match));
    at = match.index + match[0].length;
  }
  if (at < text.length) nodes.push(plain(text.slice(at)));
  return nodes;
}
