// Warns before a browser nobody uses is signed out (any key or touch extends), keeps what was typed when it is,
// and puts it back after signing in. Times and addresses stand in <dialog id="idle">; none is made up here.
"use strict";

(() => {
  const box = document.getElementById("idle");
  if (!box) return;
  const second = 1000;
  const { stay, leave } = box.dataset;
  const warning = box.dataset.warning * second;
  const look = box.dataset.look * second;
  let ends = Date.now() + box.dataset.seconds * second;
  let active = false;
  let told = Date.now();
  let typedIn = null;
  let busy = false;

  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

  async function ask(address, options) {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  const post = (address, values) =>
    ask(address, { method: "POST", headers: { "X-CSRFToken": token() }, body: new URLSearchParams(values) });

  function setLeft(left) {
    ends = Date.now() + left * second;
  }

  async function extend() {
    active = false;
    told = Date.now();
    if (box.open) box.close();
    setLeft((await post(stay, {})).left);
  }

  function typedFields() {
    if (!typedIn || !typedIn.isConnected) return [];
    return [...new FormData(typedIn)].filter(([name, value]) => typeof value === "string" && value && !isSecret(name));
  }

  function isSecret(name) {
    const input = typedIn.elements.namedItem(name);
    return name === "csrfmiddlewaretoken" || (input && (input.type === "password" || input.dataset.secret));
  }

  async function signOut() {
    const page = location.pathname + location.search;
    const answer = await post(leave, { page, fields: JSON.stringify(typedFields()) });
    location.replace(answer.to);
  }

  async function tick() {
    if (busy) return;
    busy = true;
    try {
      if (active && !box.open && Date.now() - told >= look) await extend();
      else if (ends - Date.now() <= warning) await warn();
    } catch {
      // no connection: the next tick asks again, and the server decides in the end
    } finally {
      busy = false;
    }
  }

  async function warn() {
    if (active && !box.open) return extend();
    const before = told;
    const { left } = await ask(stay, {}); // another tab may have extended it
    if (told !== before) return; // and a key may have in this one, after this was asked
    setLeft(left);
    if (ends <= Date.now()) return signOut();
    const near = ends - Date.now() <= warning;
    if (near && !box.open) box.showModal();
    if (!near && box.open) box.close();
  }

  function present(event) {
    if (event.type === "input" && event.target.form) typedIn = event.target.form;
    active = true;
    if (!box.open) return;
    if (event.type === "keydown") event.preventDefault(); // the key says "stay"; it is not typed into the form
    extend().catch(() => {});
  }

  function putBack(fields) {
    const names = new Set(fields.map(([name]) => name));
    const fits = (form) => [...form.elements].filter((part) => names.has(part.name)).length;
    const form = [...document.forms].sort((one, other) => fits(other) - fits(one))[0];
    const notice = document.getElementById("kept-words").content.cloneNode(true);
    if (!form || !fits(form)) {
      const list = document.createElement("ul");
      for (const [, value] of fields) list.append(Object.assign(document.createElement("li"), { textContent: value }));
      notice.firstElementChild.append(list);
    } else {
      fill(form, fields);
      typedIn = form;
      form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    }
    document.getElementById("notices").append(notice);
  }

  function fill(form, fields) {
    const left = fields.slice();
    for (const part of form.elements) {
      if (!part.name || part.type === "hidden" || part.type === "file") continue;
      if (part.type === "password" || part.dataset.secret) continue;
      const place = left.findIndex(([name, value]) => name === part.name && (!isChoice(part) || value === part.value));
      if (isChoice(part)) part.checked = place >= 0;
      else if (place >= 0) part.value = left[place][1];
      if (place < 0) continue;
      left.splice(place, 1);
      for (let fold = part.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      part.dispatchEvent(new Event("input", { bubbles: true }));
      part.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  const isChoice = (part) => part.type === "checkbox" || part.type === "radio";

  for (const kind of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(kind, present, { capture: true });
  }
  // The warning takes the focus out of a box, and what was typed there is then read back: nobody did that.
  document.addEventListener("htmx:configRequest", (event) => {
    if (box.open) event.detail.headers["X-Warned"] = "yes";
  });
  setInterval(tick, second);
  const kept = document.getElementById("kept-fields");
  if (kept) putBack(JSON.parse(kept.textContent));
})();
