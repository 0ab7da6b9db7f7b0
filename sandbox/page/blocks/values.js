// The values of controls: what the app set at first, what a form sends, what is missing in it.
import { keyOf } from "./surface.js";

/** Text, an option's value, an id, a date; a list of them for controls that take several; null when empty. */
export function initialValue(element) {
  const options = element.initial_options?.map((option) => option.value);
  const single =
    element.initial_value ?? element.initial_option?.value ?? element.initial_user ??
    element.initial_conversation ?? element.initial_channel ?? element.initial_date ?? element.initial_time;
  const several = options ?? element.initial_users ?? element.initial_conversations ?? element.initial_channels;
  return several ?? single ?? null;
}

const isEmpty = (value) => value === null || value === undefined || value.length === 0;

const inputs = (blocks) => blocks.filter((block) => block.type === "input");

const valueOf = (block, held) => {
  const key = keyOf(block, block.element);
  return key in held ? held[key] : initialValue(block.element);
};

/** What a modal sends: {block_id: value} of its inputs, the empty ones left out. */
export function collect(blocks, held) {
  const pairs = inputs(blocks).map((block) => [block.block_id, valueOf(block, held)]);
  return Object.fromEntries(pairs.filter(([, value]) => !isEmpty(value)));
}

/** The errors that Slack shows without asking the app: {block_id: text}. */
export function missing(blocks, held) {
  const empty = inputs(blocks).filter((block) => !block.optional && isEmpty(valueOf(block, held)));
  return Object.fromEntries(empty.map((block) => [block.block_id, "Please complete this required field."]));
}
