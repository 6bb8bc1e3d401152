let unservedStreet = "";

/** Lists the requests with learners not served, all or those of one street. */
function drawUnserved() {
  const rows = content.unserved.filter((row) => !unservedStreet || content.areas[row[1]][1] === unservedStreet);
  const learners = rows.reduce((sum, row) => sum + row[3], 0);
  byId("unserved-title").textContent = `${say("unserved")} · ${say("unserved_count", count(rows.length), count(learners))}`;
  fill("unserved-choices", field("street", el("select", { onchange: (event) => { unservedStreet = event.target.value; drawUnserved(); } },
    el("option", { value: "" }, say("every_street")),
    ...content.streets.map((street) => el("option", { value: street.code, selected: street.code === unservedStreet }, street.name)))));
  const headings = ["request", "area", "course", "not_served", "why", "missing", "unlock", "verdict"];
  fill("unserved-rows", rows.length ? longTable(headings, rows, unservedCells, 50) : el("p", {}, say("all_served")));
}

function unservedCells([request, area, course, learners, asked, reasons, missing, unlock, proved]) {
  const [name, street] = content.areas[area];
  return [
    request, `${streetName.get(street) ?? ""} ${name}`.trim(), content.courses[course][0], `${learners} / ${asked}`,
    reasons.map((reason) => half(content.reasons[reason])).join("\n"), half(missing), half(unlock), say(proved ? "proved" : "not_proved"),
  ];
}

/** Lists the policy numbers that are short. */
function drawAudit() {
  const { met, short } = content.audit;
  byId("audit-count").textContent = say("audit_count", count(met), count(short.length));
  const headings = ["rule", "phrase", "where", "organisation", "required", "found", "shortfall"];
  const cells = ([rule, phrase, where, organisation, required, found, shortfall, unit]) =>
    [rule, half(phrase), where, organisation, ...[required, found, shortfall].map((amount) => `${count(amount)} ${half(unit)}`)];
  fill("audit-rows", short.length ? longTable(headings, short, cells, 30) : el("p", {}, say("all_met")));
}
