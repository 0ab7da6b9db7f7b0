// Where the page starts: read everything, follow the stream, draw what is known whenever it changes.
import { html, render } from "./vendor/preact-htm.js";
import { App } from "./parts/app.js";
import { loadEverything } from "./state/load.js";
import { readPlace } from "./state/place.js";
import { onChange } from "./state/store.js";
import { follow } from "./state/stream.js";

const RETRY_MS = 1000;
const root = document.getElementById("page");

/** Reads and follows; whenever the sandbox is lost, does both again until it is back. */
async function start() {
  const again = () => setTimeout(start, RETRY_MS);
  try {
    follow(await loadEverything(), again);
    readPlace();
  } catch (problem) {
    console.info(problem);
    again();
  }
}

root.replaceChildren();
onChange(() => render(html`<${App} />`, root));
addEventListener("hashchange", readPlace);
start();
