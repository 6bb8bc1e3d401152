const MOST_IN_CELL = 6; // in the view of the whole district

const BESIDE = {
  street: (lesson) => [lesson.who[1], placeOf(lesson)],
  venue: (lesson) => [lesson.who[1], lesson.room[1]],
  teacher: (lesson) => [placeOf(lesson)],
  all: (lesson) => [lesson.who[1], placeOf(lesson)],
};

/** Draws the lessons as a week: days beside each other, or below each other where it is narrow. */
function weekGrid(found) {
  const places = found.flatMap((lesson) => placesOf(lesson, state.week));
  const rows = [...new Set(content.periods.map((when) => `${when[1]}–${when[2]}`))].sort();
  const days = [...new Set([...content.periods, ...places.map((place) => [place.day])].map((each) => each[0]))].sort();
  const grid = el("div", { class: "calendar" });
  grid.style.setProperty("--days", days.length);
  rows.forEach((hours, at) => grid.append(placed(el("div", { class: "hours" }, hours), at + 2, 1)));
  days.forEach((day, at) => {
    const today = places.filter((place) => place.day === day);
    grid.append(dayColumn(day, today, rows, at + 2));
  });
  return grid;
}

function dayColumn(day, today, rows, column) {
  const cells = rows.map((hours, at) => {
    const here = today.filter((place) => hoursOf(place.lesson) === hours);
    return placed(cell(`${dayName(day)} ${hours}`, hours, here), at + 2, column);
  });
  const head = placed(el("h3", {}, dayName(day), dayDate(day)), 1, column);
  return el("section", { class: today.length ? "day" : "day empty" }, head, ...cells);
}

function dayDate(day) {
  return state.week ? el("small", {}, ` ${dateOf(state.week, day).slice(5)}`) : "";
}

function placed(element, row, column) {
  element.style.gridRow = row;
  element.style.gridColumn = column;
  return element;
}

function cell(label, hours, here) {
  const most = state.view === "all" ? MOST_IN_CELL : here.length;
  const list = el("ul", {}, ...here.slice(0, most).map(entry));
  if (here.length > most) {
    const rest = el("button", { type: "button", class: "more", onclick: () => list.lastChild.replaceWith(...here.slice(most).map(entry)) },
      say("more", here.length - most));
    list.append(el("li", {}, rest));
  }
  return el("div", { class: here.length ? "cell" : "cell empty", "data-day": label }, el("h4", {}, hours), list);
}

function entry({ lesson, mark, off }) {
  return el("li", {},
    el("button", { type: "button", class: `lesson ${lesson.mode}${off ? " off" : ""}`, onclick: () => openCard(lesson) },
      el("b", {}, lesson.course[0]),
      ...BESIDE[state.view](lesson).map((words) => el("span", {}, words)),
      mark ? el("em", {}, mark) : null));
}

/** Lists the lessons as a table; in one week with its dates, what falls out and what moves. */
function lessonList(found) {
  const places = found.flatMap((lesson) => placesOf(lesson, state.week)).sort(byHour);
  const table = longTable(
    ["day", "time", state.week ? "dates" : "weeks", "course", "section", "teacher", "place", "learners", "guests"],
    places,
    ({ lesson, day, mark, off }) => [
      state.week ? `${dayName(day)} ${dateOf(state.week, day).slice(5)}` : dayName(day),
      hoursOf(lesson), state.week ? el("em", {}, mark) : weeksOf(lesson),
      el("button", { type: "button", class: off ? "plain off" : "plain", onclick: () => openCard(lesson) }, lesson.course[0]),
      lesson.section, lesson.who[1], placeOf(lesson), lesson.learners,
      lesson.guests.map((guest) => guest.area[0]).join(lang === "zh" ? "、" : ", "),
    ]);
  table.classList.add("lessons");
  return table;
}

function byHour(a, b) {
  return a.day - b.day || (hoursOf(a.lesson) < hoursOf(b.lesson) ? -1 : Number(hoursOf(a.lesson) > hoursOf(b.lesson)));
}
