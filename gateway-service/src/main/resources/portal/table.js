/** The status as a table: for those who don't see the map, and for narrow screens. */

import { element, setText } from "./dom.js";
import { breaker, health, millis, rate, share } from "./words.js";

const COLUMNS = ["Provider", "Account", "Health", "Breaker", "Requests", "p50", "p99", "Errors", "Throttled", "In flight"];

/** Brings the table up to date, cell by cell, so that a reader keeps its place. */
export function fill(target, status) {
  const rows = [["all", status.account ?? "–", "", "", ...numbers(status), "gateway"],
    ...status.providers.map((provider) => [provider.name, provider.account ?? "–",
      `${health(provider.health.state)}: ${provider.health.reason}`, breaker(provider.breaker).replace("breaker ", ""),
      ...numbers(provider), provider.health.state])];
  const body = bodyOf(target, rows.length);
  rows.forEach((row, index) => {
    const state = row.pop();
    const line = body.children[index];
    line.className = `state-${state}`;
    row.forEach((text, column) => setText(line.children[column], text));
  });
}

function numbers({ traffic, inFlight }) {
  return [rate(traffic), millis(traffic?.p50Ms), millis(traffic?.p99Ms), share(traffic?.errorShare),
    share(traffic?.throttledShare), String(inFlight)];
}

function bodyOf(target, rows) {
  let body = target.querySelector("tbody");
  if (!body || body.children.length !== rows) {
    body = element("tbody", {}, Array.from({ length: rows }, () => element("tr", {},
      element("th", { scope: "row", "data-label": COLUMNS[0] }),
      COLUMNS.slice(1).map((label) => element("td", { "data-label": label })))));
    target.replaceChildren(element("table", {},
      element("caption", { class: "visually-hidden" }, "Traffic and health of each provider"),
      element("thead", {}, element("tr", {}, COLUMNS.map((label) => element("th", { scope: "col" }, label)))), body));
  }
  return body;
}
