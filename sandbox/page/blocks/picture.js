// Images. The page loads nothing from outside, so a foreign image stands as its description and address.
import { html } from "../vendor/preact-htm.js";
import { plain } from "../text/object.js";
import { Link } from "../text/mention.js";

export function Picture({ element }) {
  const { image_url: url, alt_text: alt } = element;
  if (url?.startsWith(`${location.origin}/`)) return html`<img class="picture" src=${url} alt=${alt} />`;
  return html`<span class="picture outside" title=${url}>
    🖼${" "}
    <${Link} url=${url ?? ""}>${alt || "image"}<//>
  </span>`;
}

export const ImageBlock = ({ block }) =>
  html`<figure>
    ${block.title && html`<figcaption>${plain(block.title)}</figcaption>`}
    <${Picture} element=${block} />
  </figure>`;
