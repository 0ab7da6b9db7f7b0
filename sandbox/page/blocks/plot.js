// Lines, bars or areas over categories, on an axis that always holds zero.
import { html } from "../vendor/preact-htm.js";

const WIDTH = 520;
const HEIGHT = 200;
const LEFT = 46;
const FOOT = 24;
const GAP = 0.2; // of a category's width, left free between groups of bars

/** A round number that is at least as large: 1, 2, 2.5 or 5 times a power of ten. */
function round(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((number) => number >= value);
}

/** The ticks of the axis of values, and where a value stands. */
function scaleOf(series) {
  const values = series.flatMap(({ data }) => data.map(({ value }) => value));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const step = round((high - low) / 4 || 1);
  const from = Math.floor(low / step);
  const count = Math.max(Math.ceil(high / step) - from, 1);
  const ticks = Array.from({ length: count + 1 }, (_, index) => (from + index) * step);
  const y = (value) => 8 + (HEIGHT - FOOT - 8) * (1 - (value / step - from) / count);
  return { ticks, y };
}

const number = (value) => new Intl.NumberFormat("en", { maximumFractionDigits: 2 }).format(value);

function Axes({ ticks, y, categories, x, width }) {
  const every = Math.ceil(categories.length / 10);
  return html`${ticks.map(
    (tick) =>
      html`<line class="grid" x1=${LEFT} x2=${WIDTH} y1=${y(tick)} y2=${y(tick)} />
        <text class="tick" x=${LEFT - 6} y=${y(tick) + 4} text-anchor="end">${number(tick)}</text>`,
  )}
  ${categories.map(
    (name, index) =>
      index % every === 0 &&
      html`<text class="tick" x=${x(index) + width / 2} y=${HEIGHT - 8} text-anchor="middle">${name}</text>`,
  )}`;
}

const valueAt = ({ data }, category) => data.find(({ label }) => label === category).value;

function Bars({ series, categories, x, y, width }) {
  const bar = (width * (1 - GAP)) / series.length;
  return series.map((one, number) =>
    categories.map((category, index) => {
      const [top, foot] = [y(valueAt(one, category)), y(0)];
      const left = x(index) + (width * GAP) / 2 + number * bar;
      return html`<rect
        class="colour-${number}"
        x=${left}
        width=${bar - 1}
        y=${Math.min(top, foot)}
        height=${Math.abs(foot - top)}
      />`;
    }),
  );
}

function Lines({ series, categories, x, y, width, filled }) {
  const middle = (index) => x(index) + width / 2;
  const last = categories.length - 1;
  return series.map((one, number) => {
    const points = categories.map((category, index) => `${middle(index)},${y(valueAt(one, category))}`);
    const ground = `${middle(last)},${y(0)} ${middle(0)},${y(0)}`;
    return html`${filled && html`<polygon class="area colour-${number}" points=${`${points.join(" ")} ${ground}`} />`}
      <polyline class="line colour-${number}" points=${points.join(" ")} />
      ${points.map((point) => {
        const [cx, cy] = point.split(",");
        return html`<circle class="colour-${number}" cx=${cx} cy=${cy} r="3" />`;
      })}`;
  });
}

export function Plot({ chart }) {
  const { series, type } = chart;
  const { categories, x_label, y_label } = chart.axis_config;
  const { ticks, y } = scaleOf(series);
  const width = (WIDTH - LEFT) / categories.length;
  const x = (index) => LEFT + index * width;
  const drawn = { series, categories, x, y, width };
  return html`${y_label && html`<small class="y-label">${y_label}</small>`}
    <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`}>
      <${Axes} ...${{ ticks, y, categories, x, width }} />
      ${type === "bar" ? html`<${Bars} ...${drawn} />` : html`<${Lines} ...${drawn} filled=${type === "area"} />`}
    </svg>
    ${x_label && html`<small class="x-label">${x_label}</small>`}`;
}
