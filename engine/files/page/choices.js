const VIEWS = ["street", "venue", "teacher", "all"];

// What the reader looks at; kept in the address, so that a reload or a copied link shows the same.
const state = { view: "street", who: "", week: 0, find: "", shape: "grid" };

const OWNERS = {
  street: () => content.streets.map((street) => ({ id: street.code, name: street.name, group: "" })),
  venue: () => content.venues.map((venue, at) => ({ id: String(at), name: venue[1], group: venue[2] })),
  teacher: () => content.teachers.map((who, at) => ({ id: String(at), name: `${who[1]} ${who[0]}`, group: who[2] })),
  all: () => [],
};

const BELONGS = {
  street: (lesson) => lesson.streets.has(state.who),
  venue: (lesson) => String(lesson.venue) === state.who,
  teacher: (lesson) => String(lesson.teacher) === state.who,
  all: () => true,
};

/** Reads the state from the address; what it does not name stays as it was. */
function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  if (VIEWS.includes(asked.get("view"))) state.view = asked.get("view");
  state.who = asked.get("who") ?? state.who;
  state.find = asked.get("find") ?? state.find;
  state.week = Math.min(Number.parseInt(asked.get("week"), 10) || 0, content.term[2]);
  state.shape = asked.get("shape") === "list" ? "list" : "grid";
  lang = (asked.get("lang") ?? new URLSearchParams(location.search).get("lang") ?? content.lang) === "en" ? "en" : "zh";
}

function writeAddress() {
  const kept = Object.entries({ ...state, lang }).filter(([, value]) => value);
  history.replaceState(null, "", `#${new URLSearchParams(kept)}`);
}

/** Orders the owners of a view by street, those of no street first. */
function ordered(owners) {
  const rank = new Map(content.streets.map((street, at) => [street.code, at]));
  return [...owners].sort((a, b) => (rank.get(a.group) ?? -1) - (rank.get(b.group) ?? -1));
}

function ownersOf(view) {
  return ordered(OWNERS[view]());
}

/** Shows the timetable of one street, venue or teacher, and brings it into sight. */
function show(view, who) {
  Object.assign(state, { view, who: String(who), find: "" });
  drawTimetable();
  byId("timetable").scrollIntoView();
}

function drawChoices() {
  const owners = ownersOf(state.view);
  if (owners.length && !owners.some((owner) => owner.id === state.who)) state.who = owners[0].id;
  fill("choices",
    radios("view", VIEWS.map((view) => [view, say(view)]), state.view, (view) => { state.view = view; state.who = ""; drawTimetable(); }),
    ...(owners.length ? [field("which", ownerSelect(owners)), stepper(owners)] : []),
    field("week", weekSelect()),
    field("find", el("input", {
      type: "search", id: "find", value: state.find, placeholder: say("find_hint"), autocomplete: "off",
      oninput: (event) => { state.find = event.target.value; drawFound(); },
    })),
    radios("shape", [["grid", say("as_grid")], ["list", say("as_list")]], state.shape, (shape) => { state.shape = shape; drawFound(); }),
    el("button", { type: "button", onclick: printTimetable }, say("print")));
}

function field(name, control) {
  return el("label", { class: `field ${name}` }, el("span", { class: "label" }, say(name)), control);
}

function radios(name, options, chosen, choose) {
  return el("div", { class: "radios", role: "radiogroup", "aria-label": say(name) },
    el("span", { class: "label" }, say(name)),
    el("div", {}, ...options.map(([value, words]) =>
      el("label", {}, el("input", { type: "radio", name, value, checked: value === chosen, onchange: () => choose(value) }), el("span", {}, words)))));
}

function ownerSelect(owners) {
  const select = el("select", { id: "who", onchange: (event) => { state.who = event.target.value; drawFound(); } });
  const groups = new Map();
  for (const owner of owners) groups.set(owner.group, [...(groups.get(owner.group) ?? []), owner]);
  for (const [group, members] of groups) {
    const options = members.map((owner) => el("option", { value: owner.id, selected: owner.id === state.who }, owner.name));
    select.append(...(group ? [el("optgroup", { label: streetName.get(group) ?? group }, ...options)] : options));
  }
  return select;
}

function stepper(owners) {
  const step = (by) => () => {
    const at = owners.findIndex((owner) => owner.id === state.who) + by;
    state.who = owners[(at + owners.length) % owners.length].id;
    byId("who").value = state.who;
    drawFound();
  };
  return el("span", { class: "stepper" },
    el("button", { type: "button", onclick: step(-1) }, say("previous")),
    el("button", { type: "button", onclick: step(1) }, say("next")));
}

function weekSelect() {
  const weeks = Array.from({ length: content.term[2] }, (_, at) => at + 1);
  return el("select", { id: "week", onchange: (event) => { state.week = Number(event.target.value); drawFound(); } },
    el("option", { value: 0 }, say("whole_term")),
    ...weeks.map((week) =>
      el("option", { value: week, selected: week === state.week }, say("week_n", week, dateOf(week, 1).slice(5)))));
}
