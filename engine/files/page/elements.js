const SVG = byId("svg").namespaceURI; // the page holds no address, not even this one

/** Makes an element; text children are text, never markup, and `on…` attributes are listeners. */
function el(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

function byId(id) {
  return document.getElementById(id);
}

function fill(id, ...children) {
  byId(id).replaceChildren(...children);
}

/** Makes a table that shows some rows and the next ones on demand. */
function longTable(headings, rows, draw, step = 100) {
  const body = el("tbody");
  const labels = headings.map((name) => say(name));
  const table = el("table", {},
    el("thead", {}, el("tr", {}, ...labels.map((label) => el("th", { scope: "col" }, label)))),
    body);
  const more = el("button", { type: "button", class: "more", onclick: grow });
  let shown = 0;
  function grow() {
    for (const row of rows.slice(shown, shown + step)) {
      const cells = draw(row).map((cell, at) => el("td", { "data-label": labels[at] }, cell));
      body.append(el("tr", {}, ...cells));
    }
    shown = Math.min(rows.length, shown + step);
    more.hidden = shown === rows.length;
    more.textContent = say("more_rows", count(Math.min(step, rows.length - shown)));
  }
  grow();
  return el("div", { class: "table" }, table, more);
}

/** Brings out every row of every table, for paper. */
function growTables() {
  for (const more of document.querySelectorAll(".table > .more")) while (!more.hidden) more.click();
}
