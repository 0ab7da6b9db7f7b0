// A pie: its segments clockwise from the top.
import { html } from "../vendor/preact-htm.js";

const R = 80;

function at(share) {
  const angle = 2 * Math.PI * share;
  return `${(R * Math.sin(angle)).toFixed(2)} ${(-R * Math.cos(angle)).toFixed(2)}`;
}

function Slice({ from, to, index }) {
  if (to - from >= 1) return html`<circle r=${R} class="colour-${index}" />`;
  const large = to - from > 0.5 ? 1 : 0;
  return html`<path class="colour-${index}" d=${`M 0 0 L ${at(from)} A ${R} ${R} 0 ${large} 1 ${at(to)} Z`} />`;
}

export function Pie({ segments }) {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  let sum = 0;
  const slices = segments.map(({ value }) => ({ from: sum / total, to: (sum += value) / total }));
  return html`<svg class="pie" viewBox="-84 -84 168 168">
    ${slices.map(({ from, to }, index) => html`<${Slice} key=${index} from=${from} to=${to} index=${index} />`)}
  </svg>`;
}
