// One interactive element or image, by its type.
import { html } from "../vendor/preact-htm.js";
import { Button } from "./button.js";
import { Checkboxes, Radios } from "./choices.js";
import { FileInput } from "./files.js";
import { Moment, TextInput } from "./inputs.js";
import { Overflow } from "./overflow.js";
import { Picture } from "./picture.js";
import { MultiSelect, Select } from "./selects.js";

const BY_TYPE = {
  button: Button,
  checkboxes: Checkboxes,
  datepicker: Moment,
  email_text_input: TextInput,
  file_input: FileInput,
  image: Picture,
  number_input: TextInput,
  overflow: Overflow,
  plain_text_input: TextInput,
  radio_buttons: Radios,
  timepicker: Moment,
  url_text_input: TextInput,
};

function component(type) {
  if (type.startsWith("multi_")) return MultiSelect;
  if (type.endsWith("_select")) return Select;
  return BY_TYPE[type] ?? Unknown;
}

export const Unknown = ({ block, element }) =>
  html`<span class="unknown">The sandbox does not draw “${(element ?? block).type}” yet.</span>`;

export const Element = (props) => html`<${component(props.element.type)} ...${props} />`;
