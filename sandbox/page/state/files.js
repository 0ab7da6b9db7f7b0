// Puts files up for the person acted as.
import { send } from "./api.js";
import { state } from "./store.js";

async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Returns the id of the file, for a form or a message. */
export async function putUp(file) {
  const content = await base64(file);
  return (await send("files", { user: state.me.id, name: file.name, content })).file;
}
