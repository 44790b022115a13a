// The controls of the page that look like plain text: neither a box, nor a line under their words, nor bold or
// coloured words of their own. Given to a browser by looking.py; empty when each can be told from what stands around.
() => {
  const problems = [];
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
  const hasBox = (style) =>
    ["Top", "Left", "Bottom"].some((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1) ||
    !["rgba(0, 0, 0, 0)", "transparent"].includes(style.backgroundColor);
  for (const element of document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")) {
    if (!isSeen(element) || element.matches(".brand")) continue; // the site's name is what a brand looks like
    const style = getComputedStyle(element);
    const around = getComputedStyle(element.parentElement);
    const isUnderlined = style.textDecorationLine.includes("underline");
    const ownTool = element.matches("[type=checkbox], [type=radio], [type=file]"); // drawn by the browser
    const byWords = !element.matches("input, select, textarea") && (isUnderlined || style.color !== around.color);
    const isDotted = isUnderlined && (style.textDecorationStyle === "dotted" || element.matches(":hover"));
    if (element.matches(".word") ? !isDotted : !(hasBox(style) || byWords || ownTool)) {
      problems.push(`looks like plain text: ${element.outerHTML.slice(0, 100)}`);
    }
  }
  return problems;
}
