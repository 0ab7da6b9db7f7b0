// The steps to try: all on the first screen, elsewhere the next one in a line.
import { html } from "../vendor/preact-htm.js";
import { state } from "../state/store.js";
import { closeSteps, nextStep, stepsShown, tryStep } from "../state/steps.js";

function Step({ step, number }) {
  const tried = state.tried.has(step);
  return html`<li class="step">
    <span class="number ${tried ? "tried" : ""}" aria-hidden="true">${tried ? "✓" : number}</span>
    <div>
      <strong>${step.title}</strong>
      <p>${step.text}</p>
      ${step.command && html`<code>${step.command}</code>`}
    </div>
    ${
      (step.channel || step.user) &&
      html`<button
        type="button"
        class="button"
        onClick=${() => tryStep(step)}
        aria-label=${`Try it: ${step.title}`}
      >
        Try it
      </button>`
    }
  </li>`;
}

const Panel = () =>
  html`<section class="steps" aria-label="Things to try">
    <header>
      <h2>Things to try</h2>
      <button type="button" class="bare" aria-label="Close the things to try" onClick=${closeSteps}>×</button>
    </header>
    <ol>
      ${state.steps.map((step, index) => html`<${Step} key=${index} step=${step} number=${index + 1} />`)}
    </ol>
  </section>`;

const Next = ({ step }) =>
  html`<section class="steps next" aria-label="Next to try">
    <p><strong>Next: ${step.title}.</strong> ${step.text}</p>
    <button type="button" class="button" onClick=${() => tryStep(step)} aria-label=${`Try it: ${step.title}`}>
      Try it
    </button>
    <button type="button" class="bare" aria-label="Close the things to try" onClick=${closeSteps}>×</button>
  </section>`;

export function Steps() {
  if (stepsShown()) return html`<${Panel} />`;
  const step = nextStep();
  return step && html`<${Next} step=${step} />`;
}
