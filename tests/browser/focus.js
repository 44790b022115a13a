// Notes, at each press of Tab, where the focus stood: which control in the order of the page, and whether one
// could see it. Runs before the page's own scripts; tests/browser/looking.py reads what was noted.
(() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const notes = { controls: [], steps: [] };
  window.focusNotes = notes;

  const takesFocus = (element) =>
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true });
  // A group of radio buttons is one stop: the chosen one, else the first.
  const isStop = (element) => {
    if (!element.matches("[type=radio]")) return true;
    const group = [...(element.form || document).querySelectorAll(`[type=radio][name="${element.name}"]`)];
    return element === (group.find((one) => one.checked) || group[0]);
  };
  const nameOf = (element) => `${element.tagName.toLowerCase()}#${element.id} "${(element.innerText || "").slice(0, 30)}"`;

  notes.start = () => {
    notes.controls = [...document.querySelectorAll(CONTROLS)].filter(takesFocus).filter(isStop);
    notes.steps = [];
    return { controls: notes.controls.length, parts: 3 * document.querySelectorAll("[type=time]").length };
  };

  const hasRing = (element) => {
    const shown = [element, element.closest("label"), element.parentElement].filter(Boolean);
    return shown.some((one) => {
      const style = getComputedStyle(one);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
  };
  const faultOf = (element) => {
    if (!hasRing(element)) return "no ring";
    const bar = document.querySelector(".bottom-bar");
    const isBarFixed = bar && !bar.contains(element) && getComputedStyle(bar).position === "fixed";
    const bottom = isBarFixed ? bar.getBoundingClientRect().top : innerHeight;
    const box = (element.matches("[type=radio], [type=checkbox]") && element.closest("label") || element).getBoundingClientRect();
    const fits = box.height < bottom - 112; // what html's scroll-padding leaves of a phone's window
    if (fits && (box.top < -1 || box.bottom > bottom + 1)) return "not wholly in sight";
    return "";
  };

  addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || !notes.controls.length) return;
    const element = document.activeElement;
    if (element === document.body || element === null) return;
    const place = notes.controls.indexOf(element);
    const last = notes.steps[notes.steps.length - 1];
    if (last && last.place === place) return; // hours, minutes: parts of one box
    notes.steps.push({ place, name: nameOf(element), fault: place < 0 ? "out of order" : faultOf(element) });
  }, true);
})();
