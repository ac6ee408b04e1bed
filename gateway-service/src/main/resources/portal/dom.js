const SVG = "http://www.w3.org/2000/svg";

/** Finds the element with an id. */
export const byId = (id) => document.getElementById(id);

/** Makes an HTML element. Text among the children stays text, whatever it looks like. */
export const element = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

/** Makes an SVG element. */
export const svg = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Changes a text only if it is another one: what did not change is neither drawn nor read aloud again. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Shows or hides all elements that carry an attribute. */
export function show(attribute, shown) {
  document.querySelectorAll(`[${attribute}]`).forEach((node) => { node.hidden = !shown; });
}
