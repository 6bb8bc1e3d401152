function shareOf(street) {
  return street.asked ? street.served / street.asked : 1;
}

function percent(share) {
  return `${(100 * share).toFixed(1)}%`;
}

function districtShare() {
  const sum = (name) => content.streets.reduce((total, street) => total + street[name], 0);
  return sum("asked") ? sum("served") / sum("asked") : 1;
}

/** Draws one bar a street, the least served first. */
function drawShares() {
  const average = 100 * districtShare();
  const ordered = [...content.streets].sort((a, b) => shareOf(a) - shareOf(b) || (a.code < b.code ? -1 : 1));
  fill("shares", ...ordered.map((street) =>
    el("li", {},
      el("button", {
        type: "button", class: "plain name", title: say("weighted", street.weighted),
        onclick: () => show("street", street.code),
      }, street.name),
      bar(100 * shareOf(street), average),
      el("span", { class: "share" }, percent(shareOf(street))),
      el("span", { class: "quiet" }, `${count(street.served)} / ${count(street.asked)}`))));
}

function bar(served, average) {
  const across = { x1: average.toFixed(2), x2: average.toFixed(2), y1: 0, y2: 10 };
  return svg("svg", { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "rest", width: 100, height: 10 }),
    svg("rect", { class: "served", width: served.toFixed(2), height: 10 }),
    svg("line", across), svg("line", { class: "average", ...across }));
}
