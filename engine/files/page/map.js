const MAP_WIDTH = 600;
const MAP_EDGE = 24;
const LABEL_HEIGHT = 13;
const SMALL_PART = 0.4; // of the border's width and height, below which the map shows the venues only

/** Draws the border, the venues sized by their meetings, and the streets' names and shares. */
function drawMap() {
  const known = content.outline.length > 0;
  const border = known ? content.outline : [hull(allPoints())];
  const place = projection(inSight(border.flat()));
  const meetings = new Map();
  for (const lesson of lessons) meetings.set(lesson.venue, (meetings.get(lesson.venue) ?? 0) + 1);
  fill("map", svg("svg", { viewBox: `0 0 ${MAP_WIDTH} ${place.height}`, role: "img", "aria-label": say("map") },
    svg("path", { class: known ? "border" : "hull", d: border.map((ring) => ringPath(ring, place.at)).join(" ") }),
    svg("g", {}, ...venueDots(meetings, place.at)),
    svg("g", { class: "labels" }, ...streetLabels(place.at))));
}

function allPoints() {
  return [...content.venues.map((venue) => [venue[3], venue[4]]), ...content.streets.map((street) => street.at)];
}

/** The points that the map has to show: all, or only the venues where they fill a small part. */
function inSight(border) {
  const spread = (points, axis) => Math.max(...points.map((each) => each[axis])) - Math.min(...points.map((each) => each[axis]));
  const venues = allPoints();
  const small = [0, 1].every((axis) => spread(venues, axis) < SMALL_PART * spread(border, axis));
  return small ? venues : border.concat(venues);
}

/** Turns (lat, lon) into the plane of the picture, true to scale at the district's latitude. */
function projection(points) {
  const lats = points.map((point) => point[0]);
  const lons = points.map((point) => point[1]);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const inner = MAP_WIDTH - 2 * MAP_EDGE;
  const scale = inner / Math.max((east - west) * narrow, (north - south) * 0.6, 1e-6);
  const shift = (inner - (east - west) * narrow * scale) / 2;
  return {
    height: Math.ceil((north - south) * scale + 2 * MAP_EDGE),
    at: ([lat, lon]) => [MAP_EDGE + shift + (lon - west) * narrow * scale, MAP_EDGE + (north - lat) * scale],
  };
}

function ringPath(ring, at) {
  return `M${ring.map((point) => at(point).map((number) => number.toFixed(1)).join(" ")).join("L")}Z`;
}

function venueDots(meetings, at) {
  return content.venues
    .map((venue, index) => ({ venue, index, held: meetings.get(index) ?? 0 }))
    .sort((a, b) => b.held - a.held)
    .map(({ venue, index, held }) => {
      const [x, y] = at([venue[3], venue[4]]);
      return svg("circle", {
        class: held ? "venue used" : "venue", cx: x.toFixed(1), cy: y.toFixed(1),
        r: (held ? 2 + Math.sqrt(held) * 0.8 : 2).toFixed(1), onclick: () => show("venue", index),
      }, svg("title", {}, `${venue[1]} · ${say("count", held, sectionsIn(index), learnersIn(index))}`));
    });
}

function sectionsIn(venue) {
  return new Set(lessons.filter((lesson) => lesson.venue === venue).map((lesson) => lesson.section)).size;
}

function learnersIn(venue) {
  return learnersOf(lessons.filter((lesson) => lesson.venue === venue));
}

/** Puts each label at its street, moved up or down by a line where two would overlap. */
function streetLabels(at) {
  const taken = [];
  return content.streets.map((street) => {
    const [x, y] = at(street.at);
    const name = street.name.replace(/街道$/, "");
    const reach = (name.length * 12 + 26) / 2;
    const free = [0, -1, 1, -2, 2, -3, 3]
      .map((lines) => y + lines * LABEL_HEIGHT)
      .find((row) => taken.every((box) => Math.abs(box.y - row) >= LABEL_HEIGHT || Math.abs(box.x - x) >= box.reach + reach)) ?? y;
    taken.push({ x, y: free, reach });
    return svg("text", { x: x.toFixed(1), y: (free + 4).toFixed(1), onclick: () => show("street", street.code) },
      name, svg("tspan", { class: "share", dx: 3 }, `${Math.round(100 * shareOf(street))}%`));
  });
}

/** The convex hull of points, by Andrew's monotone chain (1979). */
function hull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const chain = (ordered) => {
    const kept = [];
    for (const point of ordered) {
      while (kept.length > 1 && turn(kept.at(-2), kept.at(-1), point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}
