// The first screen's steps to try.
import { html } from "../vendor/preact-htm.js";
import { state } from "../state/store.js";
import { closeSteps, tryStep } from "../state/steps.js";

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

export const Steps = () =>
  state.stepsOpen &&
  state.steps.length > 0 &&
  html`<section class="steps" aria-label="Things to try">
    <header>
      <h2>Things to try</h2>
      <button type="button" class="bare" aria-label="Close the things to try" onClick=${closeSteps}>×</button>
    </header>
    <ol>
      ${state.steps.map((step, index) => html`<${Step} key=${index} step=${step} number=${index + 1} />`)}
    </ol>
  </section>`;
