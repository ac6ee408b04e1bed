/** The topology as a picture. It is drawn once, and then only what changed is. */

import { setText, svg } from "./dom.js";
import { MARKS, account, breaker, health, latencies, rate, shares } from "./words.js";

const WIDTH = 1200;
const TOP = 34;
const ROW = 132;
const BOX = 116;

/** Where each column begins, and how wide it is. */
const CLIENT = { x: 6, width: 84 };
const CONSUMER = { x: 294, width: 362 };
const GATEWAY = { x: 310, width: 118 };
const ENDPOINT = { x: 506, width: 134 };
const LINK = { x: 672, width: 216 };
const PROVIDER = { x: 904, width: 288 };
const BALANCER = { x: 920, width: 84 };
const SERVICE = { x: 1030, width: 146 };

let shown = "";
let parts = null;

/** Shows a status. */
export function draw(target, status) {
  const key = JSON.stringify([status.account, status.providers.map(({ name, account: number }) => [name, number])]);
  if (key !== shown) {
    shown = key;
    parts = build(target, status);
  }
  label(parts.total, status);
  flow(parts.entry, status.traffic?.rate, "gateway");
  setText(parts.inFlight, `${status.inFlight} in flight`);
  status.providers.forEach((provider, index) => update(parts.rows[index], provider));
}

function update(row, provider) {
  const { state } = provider.health;
  row.group.setAttribute("class", `row state-${state}`);
  label(row, provider);
  const requests = state === "down" ? 0 : provider.traffic?.rate;
  [row.inner, row.outer, row.last].forEach((path) => flow(path, requests, state));
  setText(row.breaker, breaker(provider.breaker));
  row.breaker.setAttribute("class", `small breaker-${provider.breaker}`);
  setText(row.health, `${MARKS[state]} ${health(state)}`);
  setText(row.reason, provider.health.reason);
}

function label(target, { traffic }) {
  setText(target.rate, rate(traffic));
  setText(target.latencies, latencies(traffic));
  setText(target.shares, shares(traffic));
}

/** The more there is, the faster it moves. */
function flow(path, requests, state) {
  const speed = !requests ? "still" : requests < 1 ? "slow" : requests < 20 ? "brisk" : "fast";
  path.setAttribute("class", `edge state-${state} flow-${speed}`);
}

function build(target, status) {
  const height = TOP + status.providers.length * ROW + 6;
  const middle = TOP + (status.providers.length * ROW - (ROW - BOX)) / 2;
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-labelledby": "picture-title" },
    svg("title", { id: "picture-title" }, "Clients call the gateway, which calls each provider through its VPC endpoint over PrivateLink. The table has the same numbers."));
  const entry = line(CLIENT.x + CLIENT.width, middle, GATEWAY.x, middle);
  const total = edgeLabel((CLIENT.x + CLIENT.width + CONSUMER.x) / 2, middle);
  const inFlight = text("small", GATEWAY.x + GATEWAY.width / 2, middle + 26);
  picture.append(
    svg("g", { class: "band" }, box(LINK, 4, height - 10, "private"), text("heading", LINK.x + LINK.width / 2, 24, "PrivateLink")),
    svg("g", { class: "account" }, box(CONSUMER, TOP, height - TOP - 24),
      text("heading start", CONSUMER.x, 24, `Consumer · ${account(status.account)}`)),
    text("heading start", PROVIDER.x, 24, "Providers"),
    entry, total.group,
    svg("g", { class: "node" }, box(CLIENT, middle - 28, 56), text("name", CLIENT.x + CLIENT.width / 2, middle + 5, "Clients")));
  const rows = status.providers.map((provider, index) => row(provider, TOP + index * ROW, middle));
  picture.append(...rows.map(({ group }) => group),
    svg("g", { class: "node gateway" }, box(GATEWAY, middle - 38, 76),
      text("name", GATEWAY.x + GATEWAY.width / 2, middle - 12, "Gateway"),
      text("small", GATEWAY.x + GATEWAY.width / 2, middle + 8, "one public API"), inFlight));
  target.replaceChildren(picture);
  return { total, entry, inFlight, rows };
}

function row(provider, top, middle) {
  const y = top + BOX / 2 + 9;
  const center = ({ x, width }) => x + width / 2;
  const parts = {
    ...edgeLabel(center(LINK), y),
    inner: curve(GATEWAY.x + GATEWAY.width, middle, ENDPOINT.x, y),
    outer: line(ENDPOINT.x + ENDPOINT.width, y, BALANCER.x, y),
    last: line(BALANCER.x + BALANCER.width, y, SERVICE.x, y),
    breaker: text("small", center(ENDPOINT), y + 16),
    health: text("state strong", center(SERVICE), y + 10),
    reason: text("small", center(SERVICE), y + 27),
  };
  const labels = parts.group;
  parts.group = svg("g", {},
    svg("g", { class: "account provider" }, box(PROVIDER, top, BOX),
      text("small start", PROVIDER.x + 16, top + 23, account(provider.account))),
    parts.inner, parts.outer, parts.last, labels,
    svg("g", { class: "node" }, box(ENDPOINT, y - 28, 56), name(center(ENDPOINT), y - 4, `vpce-${provider.name}`), parts.breaker),
    svg("g", { class: "node" }, box(BALANCER, y - 20, 40), text("name", center(BALANCER), y + 5, "NLB")),
    svg("g", { class: "node service" }, box(SERVICE, y - 34, 72), name(center(SERVICE), y - 12, provider.name), parts.health, parts.reason));
  return parts;
}

function edgeLabel(x, y) {
  const parts = { rate: text("rate", x, y - 12), latencies: text("small", x, y + 20), shares: text("small", x, y + 36) };
  return { ...parts, group: svg("g", { class: "label" }, parts.rate, parts.latencies, parts.shares) };
}

const box = ({ x, width }, y, height, name = "") => svg("rect", { class: name || "box", x, y, width, height, rx: 12 });

const text = (name, x, y, content = "") => svg("text", { class: name, x, y }, content);

/** A long name is smaller, and one that does not fit ends early: the table has it whole. */
const name = (x, y, whole) => text(whole.length > 13 ? "name long" : "name", x, y, whole.length > 19 ? `${whole.slice(0, 18)}…` : whole);

const line = (x1, y1, x2, y2) => svg("path", { d: `M${x1} ${y1}H${x2}` });

function curve(x1, y1, x2, y2) {
  const half = (x1 + x2) / 2;
  return svg("path", { d: y1 === y2 ? `M${x1} ${y1}H${x2}` : `M${x1} ${y1}C${half} ${y1} ${half} ${y2} ${x2} ${y2}` });
}
