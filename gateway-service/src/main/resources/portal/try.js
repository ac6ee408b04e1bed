/** The boxes that call the APIs. */

import { byId, element, setText, show } from "./dom.js";
import { call, describe } from "./http.js";

const PAGE = 20;

let next = null;

/** Shows the boxes whose API there is. */
export function offer(apis, credentials) {
  const paths = apis.flatMap((api) => api.paths);
  const dogs = paths.includes("/dogs");
  const todos = paths.includes("/todo");
  byId("dog").hidden = !dogs;
  byId("todo").hidden = !todos;
  show("data-try", dogs || todos);
  byId("draw").addEventListener("click", draw);
  byId("todo-form").addEventListener("submit", add);
  byId("todo-more").addEventListener("click", () => load(next));
  if (!credentials.some(({ type }) => type === "token")) {
    byId("credential-kind").querySelector("[value=token]").remove();
  }
  if (todos) {
    const first = () => load(`/todo?limit=${PAGE}`);
    byId("credential").addEventListener("change", first);
    first();
  }
}

async function draw() {
  const path = document.querySelector("input[name=gender]:checked").value;
  const answer = await call("GET", path);
  describe(byId("dog-answer"), answer);
  setText(byId("dog-name"), answer.ok ? answer.body.name : "–");
  setText(byId("dog-gender"), answer.ok ? answer.body.gender : "No dog this time.");
}

async function add(event) {
  event.preventDefault();
  const field = byId("todo-data");
  const button = event.submitter ?? field.form.querySelector("button");
  button.disabled = true;
  const answer = await call("POST", "/todo", { data: field.value });
  button.disabled = false;
  describe(byId("todo-answer"), answer);
  if (answer.ok) {
    field.value = "";
    const item = put(answer.body);
    item.classList.add("added");
    item.scrollIntoView({ block: "nearest" });
  }
}

async function load(path) {
  const answer = await call("GET", path);
  if (!answer.ok) {
    describe(byId("todo-answer"), answer);
    return;
  }
  answer.body.forEach(put);
  next = answer.next && new URL(answer.next, location.origin + "/todo");
  next = next && next.pathname + next.search;
  byId("todo-more").hidden = next === null;
  empty();
}

/** Adds a todo to the list, once. */
function put(todo) {
  const list = byId("todo-list");
  const known = [...list.children].find((item) => item.dataset.id === todo.id);
  if (known) {
    return known;
  }
  const text = element("span", { class: "todo-text" }, todo.data);
  const done = element("button", { type: "button", class: "quiet", "aria-label": `Delete ${todo.data.slice(0, 80)}` }, "Delete");
  const item = element("li", { "data-id": todo.id }, text, done);
  done.addEventListener("click", () => remove(item, todo));
  list.append(item);
  empty();
  return item;
}

async function remove(item, todo) {
  const answer = await call("DELETE", `/todo/${encodeURIComponent(todo.id)}`);
  describe(byId("todo-answer"), answer);
  if (answer.ok || answer.status === 404) {
    ((item.nextElementSibling ?? item.previousElementSibling)?.querySelector("button") ?? byId("todo-data")).focus();
    item.remove();
    empty();
  }
}

function empty() {
  byId("todo-none").hidden = byId("todo-list").children.length > 0;
}
