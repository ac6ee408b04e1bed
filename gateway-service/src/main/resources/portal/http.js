/** Calls the public API as anybody would, and keeps what a person wants to know of the answer. */

import { byId, element } from "./dom.js";

/** Given by the person, and kept nowhere else. */
function credential() {
  const value = byId("credential").value.trim();
  if (value === "") {
    return {};
  }
  return byId("credential-kind").value === "token" ? { Authorization: `Bearer ${value}` } : { "x-api-key": value };
}

/** Longer than the gateway waits for any provider. */
const PATIENCE = 70_000;

/** Sends a request. The answer has its status 0 if there was none. */
export async function call(method, path, body) {
  const headers = { Accept: "application/json, application/problem+json", ...credential() };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  const started = performance.now();
  try {
    const response = await fetch(path, { method, headers, body: body && JSON.stringify(body), cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE) });
    const text = await response.text();
    return {
      method, path,
      status: response.status,
      ok: response.ok,
      millis: performance.now() - started,
      requestId: response.headers.get("X-Request-Id"),
      retryAfter: response.headers.get("Retry-After"),
      next: nextPage(response.headers.get("Link")),
      body: parsed(text),
    };
  } catch (failure) {
    return { method, path, status: 0, ok: false, body: { title: "No answer", detail: `The gateway can’t be reached, or the request can’t be sent: ${failure.message}.` } };
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function nextPage(link) {
  return link?.split(",").map((part) => part.match(/<([^>]*)>\s*;\s*rel="next"/)).find(Boolean)?.[1] ?? null;
}

/** Shows what was sent and what came back. */
export function describe(target, answer) {
  const parts = [element("p", { class: "exchange" },
    element("code", {}, `${answer.method} ${answer.path}`),
    element("span", { class: `status status-${answer.ok ? "good" : "bad"}` }, answer.status === 0 ? "no answer" : String(answer.status)),
    answer.millis === undefined ? null : element("span", {}, `${Math.round(answer.millis)} ms`))];
  if (!answer.ok) {
    parts.push(element("p", { class: "problem" }, element("strong", {}, answer.body?.title ?? "Refused"),
      ` ${answer.body?.detail ?? ""}`, answer.retryAfter ? ` Retry after ${answer.retryAfter} s.` : ""));
  }
  if (answer.requestId) {
    parts.push(element("p", { class: "request-id" }, "request id ", element("code", {}, answer.requestId)));
  }
  target.replaceChildren(...parts);
}
