/** Opens the card of a lesson: everything that is known of it. */
function openCard(lesson) {
  const card = byId("card");
  const rows = cardRows(lesson).filter((row) => row[1]);
  card.replaceChildren(
    el("h2", { id: "card-title" }, lesson.course[0]),
    el("dl", {}, ...rows.flatMap(([name, words]) => [el("dt", {}, say(name)), el("dd", {}, words)])),
    el("p", { class: "buttons" }, ...jumps(lesson),
      el("button", { type: "button", autofocus: true, onclick: () => card.close() }, say("close"))));
  card.showModal();
}

function cardRows(lesson) {
  const separator = lang === "zh" ? "、" : ", ";
  return [
    ["section", lesson.section],
    ["category", lesson.course[1]],
    ["time", `${dayName(lesson.when[0])} ${hoursOf(lesson)} · ${weeksOf(lesson)}`],
    ["teacher", `${lesson.who[1]} ${lesson.who[0]}`],
    ["place", lesson.room ? `${placeOf(lesson)} · ${say("seats", lesson.room[3])}` : ""],
    ["mode", half(content.modes[lesson.mode])],
    ["learners", String(lesson.learners)],
    ["guests", lesson.guests.map((guest) => `${guest.area[0]} ${guest.number}`).join(separator)],
    ["dates", lesson.changes.map(changeWords).join(separator)],
  ];
}

function jumps(lesson) {
  const jump = (view, who, name) =>
    el("button", { type: "button", onclick: () => { byId("card").close(); show(view, who); } }, say("see", name));
  const venue = venueOf(lesson);
  return [
    jump("teacher", lesson.teacher, lesson.who[1]),
    venue ? jump("venue", lesson.venue, venue[1]) : null,
  ];
}
