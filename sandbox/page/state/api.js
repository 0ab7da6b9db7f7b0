// The sandbox's control API. A refusal is an error whose message is a sentence for the person.

/** `errors`: block_id → text, where the refusal is about a form. */
class Refused extends Error {
  constructor({ error, detail, errors }) {
    super(detail || `The sandbox answered “${error}”.`);
    this.errors = errors;
  }
}

async function call(path, options) {
  const answer = await fetch(`/sandbox/api/${path}`, options).catch(() => {
    throw new Refused({ detail: "The sandbox does not answer. Is it still running?" });
  });
  const body = await answer.json().catch(() => {
    throw new Refused({ detail: `The sandbox failed (HTTP ${answer.status}). Its log says why.` });
  });
  if (!body.ok) throw new Refused(body);
  return body;
}

export const read = (path) => call(path);

export const send = (path, body) =>
  call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
