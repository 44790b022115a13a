// Fetches htmx when the page has loaded: on a slow line it would hold back the style sheet and the first paint. Until it
// is there the page works as without JavaScript. htmx starts by itself only on a page that is complete, so not before "load".
"use strict";

(() => {
  const config = document.querySelector('meta[name="htmx-config"]');
  if (!config) return;
  const fetchIt = () => document.head.append(Object.assign(document.createElement("script"), { src: config.dataset.src }));
  if (document.readyState === "complete") fetchIt();
  else window.addEventListener("load", fetchIt);
})();
