// The chart read out: the result one points at, taps, or comes to with the arrow keys, in the words the server gave it.
"use strict";

(() => {
  const RESULT = /^c-(point|marrow|no-depth|no-number)/;
  const NEAR = 28; // how far from a result the pointer may be, in the drawing's own units
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
  const known = new WeakMap();

  function signsOf(chart) {
    const classOf = (sign) => sign.getAttribute("class") || sign.parentNode.getAttribute("class") || "";
    return [...chart.querySelectorAll("circle, path")].filter((sign) => RESULT.test(classOf(sign)));
  }

  // Of many results, neighbours are the corners of one path, each told by its distance from the one before.
  function placesOf(sign) {
    if (!sign.hasAttribute("marker-mid")) {
      const box = sign.getBBox();
      return [{ x: box.x + box.width / 2, y: box.y + box.height / 2, title: sign.querySelector("title") }];
    }
    const steps = sign.getAttribute("d").match(/-?[\d.]+/g).map(Number);
    const places = [];
    for (let x = 0, y = 0; steps.length; ) {
      x += steps.shift();
      y += steps.shift();
      places.push({ x, y });
    }
    return places;
  }

  function resultsOf(chart) {
    if (known.has(chart)) return known.get(chart);
    const told = signsOf(chart.parentNode.querySelector("svg.chart")); // of many results only the first drawing has the words
    const found = [];
    signsOf(chart).flatMap(placesOf).forEach(({ x, y, title }, place) => {
      const words = title || (told[place] && told[place].querySelector("title"));
      if (words) found.push({ x, y, words: words.textContent });
    });
    found.sort((one, other) => one.x - other.x);
    known.set(chart, found);
    return found;
  }

  function read(chart, place) {
    const result = resultsOf(chart)[place];
    if (!result) return;
    chart.dataset.place = place;
    let ring = chart.querySelector(".c-chosen");
    if (!ring) {
      ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      ring.setAttribute("class", "c-chosen");
      ring.setAttribute("r", 10);
      chart.append(ring);
    }
    ring.setAttribute("cx", result.x);
    ring.setAttribute("cy", result.y);
    const readout = chart.closest("section").querySelector("[data-readout]");
    if (readout.textContent !== result.words) readout.textContent = result.words;
  }

  function nearest(chart, event) {
    const matrix = chart.getScreenCTM();
    if (!matrix) return -1;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    let best = -1;
    let shortest = event.type === "click" ? Infinity : NEAR;
    resultsOf(chart).forEach((result, place) => {
      const far = Math.hypot(result.x - at.x, event.type === "click" ? 0 : result.y - at.y);
      if (far < shortest) [best, shortest] = [place, far];
    });
    return best;
  }

  function chartOf(event) {
    const chart = event.target.closest ? event.target.closest("svg.chart") : null;
    return chart && chart.closest("section") && chart.closest("section").querySelector("[data-readout]") ? chart : null;
  }

  function point(event) {
    const chart = chartOf(event);
    if (chart) read(chart, nearest(chart, event));
  }

  function step(event) {
    const chart = chartOf(event);
    if (!chart || !(event.key in STEPS)) return;
    event.preventDefault();
    const last = resultsOf(chart).length - 1;
    const from = chart.dataset.place === undefined ? last + 1 : Number(chart.dataset.place);
    read(chart, Math.max(0, Math.min(last, from + STEPS[event.key])));
    const ring = chart.querySelector(".c-chosen");
    if (ring) ring.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function letFocus() {
    for (const readout of document.querySelectorAll("[data-readout]")) {
      for (const chart of readout.closest("section").querySelectorAll("svg.chart")) chart.setAttribute("tabindex", "0");
    }
  }

  document.addEventListener("pointermove", point);
  document.addEventListener("click", point);
  document.addEventListener("keydown", step);
  document.addEventListener("DOMContentLoaded", letFocus);
  document.addEventListener("htmx:afterSwap", letFocus);
})();
