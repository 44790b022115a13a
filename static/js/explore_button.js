// The Explore button: its own script comes with the first click. The style sheet hides it where no script runs.
"use strict";

let explorer = null;

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
