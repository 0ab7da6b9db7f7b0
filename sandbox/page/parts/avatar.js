// Who someone is at a glance: initials on a colour of their own.
import { html } from "../vendor/preact-htm.js";
import { state } from "../state/store.js";

const HUES = [212, 158, 28, 265, 340, 190, 95, 5];

const nameOf = (person) => person.real_name || person.name;

const initials = (person) =>
  nameOf(person)
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();

/** People who stand near each other in the list look different; whoever is not in it is grey. */
function colour({ id }) {
  const place = [...state.people.keys()].indexOf(id);
  return place < 0 ? "hsl(215 10% 45%)" : `hsl(${HUES[place % HUES.length]} 45% 42%)`;
}

export function Avatar({ person, size = "" }) {
  const look = person.is_bot ? undefined : { background: colour(person) };
  return html`<span class="avatar ${size} ${person.is_bot ? "bot" : ""}" style=${look} aria-hidden="true">
    ${initials(person)}
  </span>`;
}
