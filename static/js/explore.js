// Explore: the timeline's own figure handed to plotly.js; both come only when the reader asks (the script is large).
// explore_button.js fetches this file and shows the button.
// Every word, date and number comes with the figure from the server; here are only its colours and its buttons.
"use strict";

const BUTTONS = ["zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"];
const CONFIG = {
  displaylogo: false,
  displayModeBar: true,
  modeBarButtons: [BUTTONS],
  plotlyServerURL: "",
  responsive: true,
  showSendToCloud: false,
  toImageButtonOptions: { format: "png", filename: "timeline", scale: 2 },
};

// plotly's script also wants to write the styles of its maps, which we do not draw, unless an element of this name is
// there already. The name changes with its version; the browser test that watches the policy then says so.
const MAP_STYLES = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";

const LETTERS = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16; // 1: as large as usual
const NARROW = 560 * LETTERS; // px: as for the drawing (chart.css)

let chosen = -1;

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function loadPlotly(opener) {
  if (window.Plotly) return Promise.resolve();
  const link = document.createElement("link");
  // plotly looks for this element and then writes no style rules of its own, which the page's policy forbids.
  Object.assign(link, { rel: "stylesheet", id: "plotly.js-style-global", href: opener.dataset.styles });
  link.className = "no-inline-styles";
  document.head.append(Object.assign(document.createElement("meta"), { id: MAP_STYLES }));
  const script = document.createElement("script");
  script.src = opener.dataset.script;
  return new Promise((resolve, reject) => {
    link.onload = () => document.head.append(script);
    link.onerror = reject;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(link);
  });
}

function paintTrace(trace) {
  const colour = token(trace.meta.replace("-band", ""));
  if (trace.line) trace.line.color = colour;
  const inside = trace.name === "results" ? token("card") : colour; // hollow, and no line runs through it
  if (trace.marker) Object.assign(trace.marker, { color: inside, line: { ...trace.marker.line, color: colour } });
  if (!trace.line && trace.mode.includes("lines")) trace.line = { color: colour };
}

function paintShape(shape) {
  const colour = token(shape.name);
  if (shape.type === "rect") shape.fillcolor = colour;
  else shape.line.color = colour;
}

// As large as the page's letters; in a narrow window no larger than the names beside the plot leave room for.
function grown(size) {
  return size * Math.max(1, Math.min(LETTERS, document.getElementById("explore").clientWidth / 400));
}

function paint(figure) {
  const layout = figure.layout;
  const ink = token("ink");
  figure.data.forEach(paintTrace);
  layout.shapes.forEach(paintShape);
  layout.annotations.forEach((note) => {
    note.font = { ...note.font, color: token(note.name) };
  });
  Object.assign(layout, { paper_bgcolor: token("card"), plot_bgcolor: token("card") });
  layout.font = { family: getComputedStyle(document.body).fontFamily, size: grown(14), color: token("muted") };
  layout.hoverlabel = { bgcolor: token("card"), bordercolor: ink, font: { color: ink, size: grown(15) } };
  for (const axis of Object.keys(layout).filter((name) => name.startsWith("yaxis"))) {
    layout[axis].gridcolor = axis === "yaxis" ? token("card") : token("rule");
    layout[axis].gridwidth = axis === "yaxis" ? 1.6 : 1;
  }
  layout.title = undefined; // the card's heading says it
  return figure;
}

function results(plot) {
  return plot.data
    .flatMap((trace, curve) => (trace.name === "results" ? trace.x.map((x, point) => ({ x, curve, point })) : []))
    .sort((one, other) => one.x.localeCompare(other.x));
}

function say(words) {
  document.getElementById("explore-words").textContent = words;
}

function step(plot, direction) {
  const all = results(plot);
  if (!all.length) return;
  const last = all.length - 1;
  chosen = chosen < 0 ? last : Math.max(0, Math.min(last, chosen + (direction === "on" ? 1 : -1)));
  const { curve, point } = all[chosen];
  say(plot.data[curve].customdata[point]);
  window.Plotly.Fx.hover(plot, [{ curveNumber: curve, pointNumber: point }]);
}

function setAxis(plot, wanted) {
  const months = plot.layout.meta.months;
  const byMonth = wanted === "months" && months;
  window.Plotly.relayout(plot, {
    "xaxis.tickmode": byMonth ? "array" : "auto",
    "xaxis.tickvals": byMonth ? months.tickvals : null,
    "xaxis.ticktext": byMonth ? months.ticktext : null,
    "xaxis.title": byMonth ? { text: months.title } : { text: "" },
  });
  for (const button of document.querySelectorAll("[data-explore-axis]")) {
    button.hidden = !months;
    button.setAttribute("aria-pressed", String(button.dataset.exploreAxis === (byMonth ? "months" : "dates")));
  }
}

async function loadFigure(opener) {
  const headers = JSON.parse(document.body.getAttribute("hx-headers")); // they say whose record this page shows
  const answer = await fetch(opener.dataset.figure, { credentials: "same-origin", headers });
  if (answer.headers.get("HX-Refresh")) location.reload(); // another record is open by now
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function open(opener) {
  opener.disabled = true;
  let figure;
  try {
    [figure] = await Promise.all([loadFigure(opener), loadPlotly(opener)]);
  } catch {
    return showLost(); // the next click tries again
  } finally {
    opener.disabled = false;
  }
  const plot = document.getElementById("explore-plot");
  document.getElementById("explore").hidden = false;
  const { meta } = figure.layout;
  if (meta.narrow && plot.clientWidth < NARROW) figure.layout.annotations = meta.narrow;
  figure.layout.margin.t = grown(figure.layout.margin.t); // the word over the plot stays clear of the buttons
  paint(figure);
  document.getElementById("charts").hidden = true;
  opener.hidden = true;
  chosen = -1;
  Object.assign(CONFIG, { locale: "page", locales: { page: { dictionary: meta.buttons } } });
  await window.Plotly.newPlot(plot, figure.data, figure.layout, CONFIG);
  plot.on("plotly_hover", (event) => say(event.points[0].customdata || ""));
  setAxis(plot, plot.layout.meta.months && plot.layout.meta.months.first ? "months" : "dates");
  plot.scrollIntoView({ block: "nearest" });
  document.querySelector("[data-explore-step]").focus({ preventScroll: true });
}

function close() {
  window.Plotly.purge(document.getElementById("explore-plot"));
  document.getElementById("explore").hidden = true;
  document.getElementById("charts").hidden = false;
  const opener = document.querySelector("[data-explore-open]");
  opener.hidden = false;
  opener.focus();
}

// The theme follows the system, also while the chart is open.
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  const plot = document.getElementById("explore-plot");
  if (!plot || !plot.data) return;
  paint(plot);
  window.Plotly.react(plot, plot.data, { ...plot.layout }, CONFIG);
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-explore-open]");
  const stepper = event.target.closest("[data-explore-step]");
  const axis = event.target.closest("[data-explore-axis]");
  const plot = document.getElementById("explore-plot");
  if (opener) open(opener);
  if (stepper) step(plot, stepper.dataset.exploreStep);
  if (axis) setAxis(plot, axis.dataset.exploreAxis);
  if (event.target.closest("[data-explore-close]")) close();
});
