const content = JSON.parse(byId("content").textContent);

const DAY_MS = 24 * 60 * 60 * 1000;
const termStart = Date.parse(content.term[0]);

const streetName = new Map(content.streets.map((street) => [street.code, street.name]));

/** A lesson with the rows its positions point at, and all the words it can be found by. */
function readLesson(row) {
  const [section, meeting, period, run, teacher, room, mode, course, learners, guests, changes] = row;
  const place = room < 0 ? null : content.rooms[room];
  const lesson = {
    section, meeting, mode, learners, changes, teacher, period,
    when: content.periods[period],
    run: content.runs[run],
    who: content.teachers[teacher],
    room: place,
    venue: place ? place[2] : -1,
    course: content.courses[course],
    guests: guests.map(([area, number]) => ({ area: content.areas[area], number })),
  };
  lesson.streets = new Set(lesson.guests.map((guest) => guest.area[1]));
  lesson.words = wordsOf(lesson).join("\n").toLowerCase();
  return lesson;
}

function wordsOf(lesson) {
  const venue = lesson.room ? content.venues[lesson.venue] : [];
  const areas = lesson.guests.map((guest) => guest.area[0]);
  const room = lesson.room ? [lesson.room[0], lesson.room[1]] : [];
  return [lesson.section, ...lesson.course, ...lesson.who.slice(0, 2), ...room, ...venue.slice(0, 2), ...areas];
}

const lessons = content.lessons.map(readLesson);

function venueOf(lesson) {
  return lesson.room ? content.venues[lesson.venue] : null;
}

function placeOf(lesson) {
  return lesson.room ? `${venueOf(lesson)[1]} ${lesson.room[1]}` : half(content.modes[lesson.mode]);
}

function hoursOf(lesson) {
  return `${lesson.when[1]}–${lesson.when[2]}`;
}

function dayName(weekday) {
  return content.weekdays[lang][weekday - 1];
}

function weeksOf(lesson) {
  return lang === "zh" ? lesson.run[1] : lesson.run[2];
}

function wholeTerm(lesson) {
  return lesson.run[0].length === content.term[2];
}

/** The date of a weekday in a week of the term, as 2026-09-07. */
function dateOf(week, weekday) {
  return new Date(termStart + ((week - 1) * 7 + weekday - 1) * DAY_MS).toISOString().slice(0, 10);
}

function daysIntoTerm(date) {
  return Math.round((Date.parse(date) - termStart) / DAY_MS);
}

/** Where a lesson stands in the grid: on its weekday; in one week also on make-up days in it. */
function placesOf(lesson, week) {
  const day = lesson.when[0];
  if (!week) return [{ lesson, day, mark: wholeTerm(lesson) ? "" : weeksOf(lesson), off: false }];
  const change = lesson.changes.find((each) => each[0] === dateOf(week, day));
  const usual = { lesson, day, mark: change ? changeMark(change) : "", off: Boolean(change) };
  return [...(lesson.run[0].includes(week) ? [usual] : []), ...madeUpIn(lesson, week)];
}

function madeUpIn(lesson, week) {
  return lesson.changes
    .filter(([, madeUp]) => madeUp && Math.floor(daysIntoTerm(madeUp) / 7) + 1 === week)
    .map(([lost, madeUp]) => ({
      lesson, day: (daysIntoTerm(madeUp) % 7) + 1, mark: say("made_up", lost.slice(5)), off: false,
    }));
}

function changeMark([, madeUp, reason]) {
  return madeUp ? say("moved_to", madeUp.slice(5)) : `${say("lost")} · ${half(content.reasons[reason])}`;
}

function changeWords([day, madeUp, reason]) {
  const why = half(content.reasons[reason]);
  return madeUp ? say("moved_on", day, madeUp, why) : say("lost_on", day, why);
}
