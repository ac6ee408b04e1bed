/** Brings the page to life: once what there is, then every two seconds how it does. */

import { list } from "./apis.js";
import { byId, element, setText, show } from "./dom.js";
import { draw } from "./map.js";
import { fill } from "./table.js";
import { offer } from "./try.js";
import { clock, health, millis, rate, share } from "./words.js";

const PERIOD = 2000;

/** Until there is something to show. */
const FIRST = 700;

const states = new Map();

let lastSeen = null;

/** A connection that fell silent counts as no answer. */
const PATIENCE = 5000;

async function json(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) {
    const seconds = Number(response.headers.get("Retry-After") ?? 0);
    throw Object.assign(new Error(`${path} answered ${response.status}`), { wait: seconds * 1000 });
  }
  return response.json();
}

async function start() {
  setText(byId("origin"), location.origin);
  const index = await json("/");
  setText(byId("version"), index.version ?? "");
  list(index.apis, index.credentials);
  offer(index.apis, index.credentials);
  show("data-operations", Boolean(index.links.status));
  if (index.links.status) {
    openTableWherePictureIsHidden();
    poll(index.links.status);
  }
}

async function poll(path) {
  let wait = PERIOD;
  if (!document.hidden) {
    try {
      const status = await json(path);
      update(status);
      wait = status.traffic ? PERIOD : FIRST;
    } catch (failure) {
      stale();
      wait = Math.max(PERIOD, failure.wait || 0);
    }
  }
  setTimeout(poll, wait, path);
}

function update(status) {
  lastSeen = new Date();
  byId("map").classList.remove("stale");
  setText(byId("freshness-text"), status.traffic ? `Last ${Math.round(status.windowSeconds)} s · ${clock(lastSeen)}` : "Measuring…");
  totals(status);
  draw(byId("picture"), status);
  fill(byId("table"), status);
  announce(status.providers);
}

function stale() {
  byId("map").classList.add("stale");
  setText(byId("freshness-text"), lastSeen ? `No data since ${clock(lastSeen)}` : "No data yet");
}

function totals(status) {
  const worst = ["down", "degraded", "unknown"].find((state) => status.providers.some((provider) => provider.health.state === state));
  const up = status.providers.filter((provider) => provider.health.state === "up").length;
  const tiles = [
    ["Requests", rate(status.traffic)],
    ["Half within (p50)", millis(status.traffic?.p50Ms)],
    ["99 % within (p99)", millis(status.traffic?.p99Ms)],
    ["Errors", share(status.traffic?.errorShare)],
    ["Throttled", share(status.traffic?.throttledShare)],
    ["Providers", `${up} of ${status.providers.length} up`, worst ?? "up"],
  ];
  const target = byId("totals");
  if (target.children.length !== tiles.length) {
    target.replaceChildren(...tiles.map(([name]) => element("div", {}, element("dt", {}, name), element("dd"))));
  }
  tiles.forEach(([, value, state], index) => {
    const tile = target.children[index];
    setText(tile.lastChild, value);
    tile.className = state ? `state-${state}` : "";
  });
}

/** Says aloud what changed for the worse or the better, not each new number. */
function announce(providers) {
  const changes = providers.filter(({ name, health: { state } }) => states.has(name) && states.get(name) !== state);
  if (changes.length > 0) {
    setText(byId("announcements"), changes.map((provider) => `${provider.name} is ${health(provider.health.state)}: ${provider.health.reason}`).join(". "));
  }
  providers.forEach(({ name, health: { state } }) => states.set(name, state));
}

function openTableWherePictureIsHidden() {
  const narrow = matchMedia("(max-width: 63.99rem)");
  const follow = () => { byId("numbers").open = narrow.matches; };
  narrow.addEventListener("change", follow);
  follow();
}

start().catch((failure) => {
  const notice = byId("failure");
  notice.hidden = false;
  setText(notice, `What this gateway offers can’t be shown now: ${failure.message}. Reload the page to try again.`);
});
