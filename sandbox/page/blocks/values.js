// The values of controls: what the app set at first, and what a form sends.
import { keyOf } from "./surface.js";

/** Text, an option's value, an id, a date; a list of them for controls that take several; null when empty. */
export function initialValue(element) {
  const options = element.initial_options?.map((option) => option.value);
  const single =
    element.initial_value ??
    element.initial_option?.value ??
    element.initial_user ??
    element.initial_conversation ??
    element.initial_channel ??
    element.initial_date ??
    element.initial_time;
  const several =
    options ?? element.initial_users ?? element.initial_conversations ?? element.initial_channels;
  return several ?? single ?? null;
}

const valueOf = ({ block_id, element }, held) => {
  const key = keyOf({ block_id }, element);
  return key in held ? held[key] : initialValue(element);
};

/** What a modal sends: {block_id: value} of its inputs, null for what is empty. */
export function collect(blocks, held) {
  const inputs = blocks.filter((block) => block.type === "input");
  return Object.fromEntries(inputs.map((block) => [block.block_id, valueOf(block, held)]));
}
