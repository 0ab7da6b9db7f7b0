// A stored text as somebody would type it: references by name, nothing escaped.
import { state } from "../state/store.js";

const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function named(inside) {
  const [target, label] = inside.split("|");
  const id = target.slice(1);
  if (target.startsWith("@")) return `@${state.people.get(id)?.name ?? label ?? id}`;
  if (target.startsWith("#")) return `#${state.channels.get(id)?.name ?? label ?? id}`;
  if (target.startsWith("!subteam^")) return `@${state.userGroups.get(target.split("^")[1])?.handle ?? label}`;
  return target.startsWith("!") ? `@${id}` : target;
}

export const asTyped = (text) => unescape(text.replace(/<([^<>]+)>/g, (_, inside) => named(inside)));
