// What a press does to the focus, one way after the other, for each control of each form, folds open: it comes from
// nowhere or from the form's first box, and goes to the control or, in Safari, out of the form. Gives what moved.
() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const rest = () => document.activeElement.blur();
  const place = (one) => {
    const box = one.getBoundingClientRect();
    return [box.x + scrollX, box.y + scrollY].join();
  };
  const moved = new Set();
  for (const form of document.forms) {
    const controls = [...form.querySelectorAll("button, summary, a, input, select, textarea, label")];
    const shown = controls.filter((one) => one.getClientRects().length && !one.ariaHidden);
    const first = shown.find((one) => one.matches("input, select, textarea"));
    for (const control of shown) {
      for (const from of first ? [null, first] : [null]) {
        for (const to of [control, null]) {
          rest();
          from?.focus({ preventScroll: true });
          const before = place(control);
          if (to) to.focus({ preventScroll: true });
          else rest();
          if (place(control) !== before) moved.add(`a press moves ${control.name || control.textContent.trim()}`);
        }
      }
    }
  }
  rest();
  return [...moved];
}
