// Where the page starts: read everything, follow the stream, draw what is known whenever it changes.
import { html, render } from "./vendor/preact-htm.js";
import { App } from "./parts/app.js";
import { loadEverything } from "./state/load.js";
import { readPlace } from "./state/place.js";
import { onChange } from "./state/store.js";
import { follow } from "./state/stream.js";

const RETRY_MS = 2000;
const root = document.getElementById("page");

async function start() {
  try {
    follow(await loadEverything(), start);
    readPlace();
  } catch (problem) {
    console.warn(problem);
    setTimeout(start, RETRY_MS);
  }
}

root.replaceChildren();
onChange(() => render(html`<${App} />`, root));
addEventListener("hashchange", readPlace);
start();
