// What a page says by colour alone, as sentences, and the shape of each kind of chip. Given to page.evaluate.
() => {
  const shown = (selector) =>
    [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const faults = [];
  const shapes = {};
  for (const chip of shown(".chip")) {
    const kind = [...chip.classList].find((name) => /^chip--(on_track|discuss|soon|today|none)$/.test(name)) || "chip--none";
    const sign = chip.querySelector("svg.sign[aria-hidden]");
    const isDrawn = sign && sign.getBoundingClientRect().width > 9 && getComputedStyle(sign).stroke === getComputedStyle(chip).color;
    if (!isDrawn || !chip.innerText.trim()) faults.push(`a chip of colour only: ${chip.outerHTML}`);
    else (shapes[kind] ||= []).push(sign.innerHTML);
  }
  for (const link of shown("main p a, main li a, main td a, main dd a")) {
    const isLined = [link, ...link.querySelectorAll("b")].some(
      (one) => getComputedStyle(one).textDecorationLine === "underline",
    );
    const isBoxed = link.matches(".button, .month-day") || link.closest("svg") !== null;
    if (!isLined && !isBoxed) faults.push(`a link by its colour only: ${link.outerHTML.slice(0, 120)}`);
  }
  for (const error of shown(".error")) {
    const { borderTopWidth, borderTopColor, transform } = getComputedStyle(error, "::before");
    const isDrawn = parseFloat(borderTopWidth) > 3 && borderTopColor === getComputedStyle(error).color && transform !== "none";
    if (!isDrawn) faults.push(`an error without a shape: ${error.innerText}`);
  }
  for (const place of shown(".places a[aria-current]")) {
    if (getComputedStyle(place).borderBottomColor === "rgba(0, 0, 0, 0)") faults.push("no line under the place one is at");
  }
  return { faults, shapes };
}
