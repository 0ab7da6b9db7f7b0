// The sandbox's control API. A refusal is an error whose message is a sentence for the person.

export class Refused extends Error {
  constructor(code, detail) {
    super(detail || `The sandbox answered “${code}”.`);
    this.code = code;
  }
}

async function call(path, options) {
  const answer = await fetch(`/sandbox/api/${path}`, options).catch(() => {
    throw new Refused("unreachable", "The sandbox does not answer. Is it still running?");
  });
  const body = await answer.json().catch(() => {
    throw new Refused("unreadable", `The sandbox failed (HTTP ${answer.status}). Its log says why.`);
  });
  if (!body.ok) throw new Refused(body.error, body.detail);
  return body;
}

export const read = (path) => call(path);

export const send = (path, body) =>
  call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
