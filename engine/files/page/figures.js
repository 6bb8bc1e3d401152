/** Shows the verdict: six figures, each with what it means and what is proved. */
function drawFigures() {
  fill("figures", ...content.figures[lang].map((figure) =>
    el("li", { class: `figure ${figure.name}` },
      el("h3", {}, figure.label),
      el("p", { class: "value" }, figure.value),
      el("p", { class: "quiet" }, figure.note))));
}
