// Who someone is at a glance: initials on a colour of their own.
import { html } from "../vendor/preact-htm.js";

const HUES = [212, 158, 28, 265, 340, 190, 95, 5];

const nameOf = (person) => person.real_name || person.name;

const initials = (person) =>
  nameOf(person)
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();

const hue = (person) =>
  HUES[[...person.id].reduce((sum, letter) => sum * 31 + letter.codePointAt(0), 7) % HUES.length];

export function Avatar({ person, size = "" }) {
  const colour = person.is_bot ? undefined : { background: `hsl(${hue(person)} 45% 42%)` };
  return html`<span class="avatar ${size} ${person.is_bot ? "bot" : ""}" style=${colour} aria-hidden="true">
    ${initials(person)}
  </span>`;
}
