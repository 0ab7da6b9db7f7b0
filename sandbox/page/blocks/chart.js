// The data_visualization block: its title, its drawing, what the colours mean, and all in words for who cannot see it.
import { html } from "../vendor/preact-htm.js";
import { Pie } from "./pie.js";
import { Plot } from "./plot.js";

const inWords = ({ segments, series }) =>
  segments
    ? segments.map(({ label, value }) => `${label} ${value}`).join(", ")
    : series
        .map(({ name, data }) => `${name}: ${data.map(({ label, value }) => `${label} ${value}`).join(", ")}`)
        .join("; ");

const Legend = ({ names }) =>
  html`<ul class="legend" aria-hidden="true">
    ${names.map((name, index) => html`<li key=${name}><span class="swatch colour-${index}"></span>${name}</li>`)}
  </ul>`;

export function Chart({ block }) {
  const { chart, title } = block;
  const names = chart.segments
    ? chart.segments.map(({ label, value }) => `${label} (${value})`)
    : chart.series.map(({ name }) => name);
  return html`<figure class="chart">
    <figcaption>${title}</figcaption>
    <div role="img" aria-label=${`${title}: ${inWords(chart)}`}>
      ${chart.segments ? html`<${Pie} segments=${chart.segments} />` : html`<${Plot} chart=${chart} />`}
    </div>
    <${Legend} names=${names} />
  </figure>`;
}
