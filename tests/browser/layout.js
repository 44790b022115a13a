// What is wrong with the layout of the page as it stands: a list of sentences, empty when all is well.
// Given to page.evaluate by looking.py. `least` is the smallest target in CSS pixels; `withSelects` asks for the
// chosen words of a select too, which a browser cuts at the edge of the box and shows in full in its list.
({ least, withSelects }) => {
  const problems = [];
  const name = (element) => {
    const words = (element.innerText || element.value || "").trim().slice(0, 40);
    const id = element.id ? `#${element.id}` : "";
    return `${element.tagName.toLowerCase()}${id}.${element.className.baseVal ?? element.className} "${words}"`;
  };
  const HIDDEN_AWAY = ".visually-hidden, .skip-link, .busy, template, [hidden]";
  const known = new Map(); // each element is asked about once, for all that is in it
  const isForEars = (element) => {
    if (!element) return false;
    if (!known.has(element)) known.set(element, isReadAloud(element) || isForEars(element.parentElement));
    return known.get(element);
  };
  const isReadAloud = (element) =>
    (element.offsetWidth === 1 && element.offsetHeight === 1) || element.matches(HIDDEN_AWAY);
  const isSeen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true }) && !isForEars(element);
  };
  const all = [...document.body.querySelectorAll("*")].filter(isSeen);
  const root = document.documentElement;
  const wide = root.scrollWidth - root.clientWidth;
  if (wide > 0) problems.push(`the page is ${wide} px wider than the window`);

  // Cut: a box that hides what does not fit in it.
  for (const element of all) {
    const isWide = element.scrollWidth > element.clientWidth + 1;
    const isHigh = element.scrollHeight > element.clientHeight + 1;
    if (!(isWide || isHigh) || element === document.body || element.closest("svg") || element.matches("input, select")) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const cuts = (isWide && /hidden|clip/.test(overflowX)) || (isHigh && /hidden|clip/.test(overflowY));
    if (cuts && element.innerText.trim()) problems.push(`cut: ${name(element)}`);
  }

  // A chosen option wider than its box is cut by the browser.
  for (const select of all.filter((element) => withSelects && element.matches("select"))) {
    const style = getComputedStyle(select);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const words = select.selectedOptions[0] ? select.selectedOptions[0].label : "";
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 14;
    if (pen.measureText(words).width > room) problems.push(`cut: chosen words of ${name(select)}`);
  }

  // Words: beyond the window, or over other words.
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("svg, option, select, script, style") || !isSeen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const isFixed = parent.closest(".bottom-bar") !== null;
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      if (!parent.closest("[tabindex='0']") && (box.left < -1 || box.right > root.clientWidth + 1)) {
        problems.push(`beyond the window: ${name(parent)}`);
      }
      if (!isFixed) lines.push({ box, node, parent });
    }
  }
  const cover = (a, b) => ({
    across: Math.min(a.right, b.right) - Math.max(a.left, b.left),
    down: Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  });
  lines.sort((a, b) => a.box.top - b.box.top);
  lines.forEach((line, place) => {
    for (let other = place + 1; other < lines.length && lines[other].box.top < line.box.bottom; other += 1) {
      if (lines[other].node === line.node) continue;
      const shared = cover(line.box, lines[other].box);
      const least = Math.min(line.box.height, lines[other].box.height);
      if (shared.across > 2 && shared.down > least / 2) {
        problems.push(`words over words: ${name(line.parent)} and ${name(lines[other].parent)}`);
      }
    }
  });

  // Targets: big enough, apart, and on top. A link in a sentence is as high as its line (WCAG 2.5.8), a word with a
  // note that stands alone has the least the standard asks, and seven days of a week share 320 px.
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const targets = all.filter((element) => element.matches(CONTROLS) && !element.matches("[role=region], [role=group]") && !element.closest("svg"));
  const boxesOf = (element) => {
    const label = element.matches("[type=checkbox], [type=radio]") ? element.closest("label") : null;
    return [...(label || element).getClientRects()];
  };
  const inWords = (element) => {
    if (!getComputedStyle(element).display.startsWith("inline") || element.matches(".action-link, .button")) return false;
    return element.parentElement.innerText.trim().length > element.innerText.trim().length;
  };
  const listed = targets.map((element) => ({ element, boxes: boxesOf(element) }));
  for (const { element, boxes } of listed) {
    const height = Math.max(...boxes.map((box) => box.height));
    const width = Math.max(...boxes.map((box) => box.width));
    const needed = inWords(element) ? 18 : element.matches(".word") ? 24 : element.matches(".month-day") ? 36 : least;
    if (Math.round(height) < needed || (Math.round(width) < needed && !inWords(element))) {
      problems.push(`${Math.round(width)} x ${Math.round(height)} px is a small target: ${name(element)}`);
    }
  }
  listed.forEach(({ element, boxes }, place) => {
    if (element.closest(".bottom-bar")) return;
    for (const { element: other, boxes: others } of listed.slice(place + 1)) {
      if (other.closest(".bottom-bar") || element.contains(other) || other.contains(element)) continue;
      const shared = boxes.flatMap((a) => others.map((b) => cover(a, b)));
      if (shared.some(({ across, down }) => across > 2 && down > 6)) {
        problems.push(`one control over another: ${name(element)} and ${name(other)}`);
      }
    }
  });
  for (const { element } of listed) {
    element.scrollIntoView({ block: "center", inline: "center" });
    const box = boxesOf(element)[0];
    const found = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const own = element.matches("[type=checkbox], [type=radio]") ? element.closest("label") || element : element;
    if (!found || !(own.contains(found) || found.contains(own))) {
      problems.push(`out of reach: ${name(element)} under ${found ? name(found) : "nothing"}`);
    }
  }
  window.scrollTo(0, 0);
  return [...new Set(problems)];
}
