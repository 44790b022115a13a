// The Explore button: shown only where a script can open the chart; its own script comes with the first click.
"use strict";

let explorer = null;

function showExplore() {
  for (const button of document.querySelectorAll("[data-explore-open]")) button.hidden = false;
}

function loadExplorer(opener) {
  explorer = document.createElement("script");
  explorer.src = opener.dataset.explorer;
  explorer.onload = () => opener.click(); // from now on explore.js hears the clicks
  explorer.onerror = () => {
    explorer = null; // the next click tries again
    showLost();
  };
  document.head.append(explorer);
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-explore-open]");
  if (opener && !explorer) loadExplorer(opener);
});
document.addEventListener("DOMContentLoaded", showExplore);
document.addEventListener("htmx:afterSwap", showExplore);
