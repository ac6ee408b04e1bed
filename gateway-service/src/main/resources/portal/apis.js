/** What the catalogue offers. */

import { byId, element } from "./dom.js";
import { bytes, day } from "./words.js";

/** Shows a card for each API, and which credentials callers may have. */
export function list(apis, credentials) {
  const tokens = credentials.some(({ type }) => type === "token");
  byId("api-list").replaceChildren(...apis.map((api) => card(api, tokens)));
}

function card(api, tokens) {
  return element("article", { class: "card api", "aria-labelledby": `api-${api.name}` },
    element("div", { class: "card-head" },
      element("h3", { id: `api-${api.name}` }, api.title ?? api.name),
      api.version ? element("span", { class: "version" }, `v${api.version}`) : null),
    api.deprecation ? deprecation(api.deprecation) : null,
    api.description ? element("p", { class: "description" }, firstSentences(api.description)) : null,
    element("dl", { class: "facts" },
      fact("Paths", chips(api.paths)),
      fact("Methods", chips(api.methods)),
      fact("Credential", element("ul", { class: "plain" }, api.access.map((rule) => element("li", {}, credential(rule, api, tokens))))),
      fact("Limits", element("ul", { class: "plain" }, limits(api.limits).map((limit) => element("li", {}, limit))))),
    documented(api) ? element("p", { class: "links" },
      element("a", { href: api.links.docs }, `Docs of ${api.name}`),
      element("a", { href: api.links.openapi }, `OpenAPI of ${api.name}`)) : null,
    NOTES[api.document.status] ? element("p", { class: "note" }, NOTES[api.document.status](api)) : null);
}

/** Without a document there is nothing to read; one that is only late may come. */
const documented = (api) => api.document.status !== "none" || Boolean(api.document.fetched);

const NOTES = {
  unavailable: () => "Its document can’t be fetched now.",
  none: (api) => documented(api) ? "It has no document any more; this is its last." : "No document.",
};

const fact = (name, value) => [element("dt", {}, name), element("dd", {}, value)];

const chips = (words) => element("span", { class: "chips" }, words.map((word) => element("code", { class: "chip" }, word)));

function credential(rule, api, tokens) {
  const all = String(rule.methods) === String(api.methods) && String(rule.paths) === String(api.paths);
  return (all ? "" : `${[rule.methods.join(", "), ...rule.paths].join(" ")}: `) + needed(rule.allow, tokens);
}

function needed(allow, tokens) {
  const [first, ...more] = allow;
  if (more.length === 0 && first === "anonymous") {
    return "none needed";
  }
  if (more.length === 0 && first === "authenticated") {
    return tokens ? "an API key or a token" : "an API key";
  }
  return `the scope ${allow.join(" and ")}`;
}

function limits(limit) {
  const words = [];
  if (limit.anonymous) {
    words.push(`anonymous: ${limit.anonymous.rate}, ${limit.anonymous.burst} at once`
      + (limit.anonymous.quota ? `, ${limit.anonymous.quota} in all` : ""));
  }
  if (limit.total) {
    words.push(`all callers: ${limit.total.rate}, ${limit.total.burst} at once`);
  }
  words.push(`body: ${bytes(limit.maxBodyBytes)}`);
  return words;
}

function deprecation({ since, sunset, link }) {
  return element("p", { class: "badge" },
    element("strong", {}, Date.parse(since) > Date.now() ? "To be deprecated" : "Deprecated"), ` from ${day(since)}`,
    sunset ? `, gone after ${day(sunset)}` : "",
    link ? [" · ", element("a", { href: link, rel: "noreferrer" }, "what to do")] : null);
}

/** The rest is for the documents. */
const firstSentences = (text) => text.split(/\n\s*\n/)[0].replace(/[`*]/g, "");
