// What a select, radio or checkbox offers: the app's options, people or channels, as {value, label, about}.
import { state } from "../state/store.js";
import { channelsOf, humans } from "../state/place.js";
import { plain } from "../text/object.js";

const fromOption = (option) => ({
  value: option.value,
  label: plain(option.text),
  text: option.text,
  about: option.description,
});
const fromChannel = (channel) => ({ value: channel.id, label: `#${channel.name}` });
const fromPerson = (person) => ({ value: person.id, label: person.real_name });

const people = () => humans().map(fromPerson);
const channels = () => channelsOf(state.me).filter((channel) => !channel.is_im).map(fromChannel);

/** Groups of options: [{label, options}]; most controls have one group without a label. */
export function optionGroups(element) {
  if (element.type.includes("users")) return [{ options: people() }];
  if (element.type.includes("channels")) return [{ options: channels() }];
  if (element.type.includes("conversations")) return [{ options: [...channels(), ...people()] }];
  if (!element.option_groups) return [{ options: (element.options ?? []).map(fromOption) }];
  return element.option_groups.map((group) => ({
    label: plain(group.label),
    options: group.options.map(fromOption),
  }));
}

export const optionsOf = (element) => optionGroups(element).flatMap((group) => group.options);
