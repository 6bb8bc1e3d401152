/** Finds the lessons that hold every word searched for, in one week or the whole term. */
function matching(pool) {
  const words = state.find.toLowerCase().split(/\s+/).filter(Boolean);
  return pool.filter((lesson) =>
    placesOf(lesson, state.week).length && words.every((word) => lesson.words.includes(word)));
}

/** Sums the learners of the sections of some lessons, each section once. */
function learnersOf(found) {
  return [...new Map(found.map((lesson) => [lesson.section, lesson.learners])).values()].reduce((a, b) => a + b, 0);
}

function drawFound() {
  const found = matching(lessons.filter(BELONGS[state.view]));
  fill("count", ...counted(found), ...elsewhere(found));
  const shape = state.shape === "list" ? lessonList : weekGrid;
  fill("grid", found.length ? shape(found) : el("p", { class: "nothing" }, say("nothing")));
  byId("grid-title").textContent = gridTitle();
  writeAddress();
}

/** Counts the meetings that take place, and in one week beside them those that do not. */
function counted(found) {
  const places = found.flatMap((lesson) => placesOf(lesson, state.week));
  const held = places.filter((place) => !place.off).map((place) => place.lesson);
  const sections = new Set(held.map((lesson) => lesson.section)).size;
  const off = places.length - held.length;
  return [
    say("count", count(held.length), count(sections), count(learnersOf(held))),
    ...(off ? [" · ", say("off_count", count(off))] : []),
  ];
}

/** Offers the whole district when the words searched for are found there and not only here. */
function elsewhere(found) {
  const everywhere = state.find && state.view !== "all" ? matching(lessons).length : 0;
  if (everywhere <= found.length) return [];
  return [" · ", say("elsewhere", count(everywhere)), " ",
    el("button", { type: "button", onclick: () => { state.view = "all"; drawTimetable(); byId("find").focus(); } }, say("see_all"))];
}

function gridTitle() {
  const owner = ownersOf(state.view).find((each) => each.id === state.who);
  const week = state.week ? ` · ${say("week_n", state.week, dateOf(state.week, 1))}` : "";
  return `${say("timetable")} · ${owner ? owner.name : say("all")}${week}`;
}

function drawTimetable() {
  drawChoices();
  drawFound();
}

/** Prints the timetable alone; the browser's own print command prints the whole page. */
function printTimetable() {
  document.body.classList.add("timetable-only");
  window.print();
  document.body.classList.remove("timetable-only");
}

function drawFrame() {
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  byId("title").textContent = content.title;
  byId("term").textContent = say("term", ...content.term);
  byId("lang").textContent = say("other_lang");
  byId("about").textContent = say("about", content.origin, content.hash.slice(0, 16));
  const parts = [["overview", "overview"], ["streets", "streets"], ["timetable", "timetable"], ["unserved", "unserved"], ["audit", "audit"]];
  fill("parts", ...parts.map(([id, name]) =>
    el("button", { type: "button", class: "plain", onclick: () => byId(id).scrollIntoView() }, say(name))));
}

function draw() {
  drawFrame();
  drawFigures();
  drawShares();
  drawMap();
  drawTimetable();
  drawUnserved();
  drawAudit();
}

byId("lang").addEventListener("click", () => { lang = lang === "zh" ? "en" : "zh"; draw(); });
byId("skip").addEventListener("click", () => byId("timetable").focus());
byId("choices").addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("beforeprint", growTables);
window.addEventListener("hashchange", () => { readAddress(); draw(); });
readAddress();
draw();
