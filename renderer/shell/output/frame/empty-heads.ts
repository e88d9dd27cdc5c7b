/** Tables of libraries begin with empty header cells: those are told to screen readers as cells, being heads of nothing. */

/** Of one output so many header cells are looked at. */
const MOST_HEADS = 20_000;

/** Does it for the tables in `root`; a cell with a role of its own, or with a picture or field in it, is left alone. */
export function markEmptyHeads(root: ParentNode): void {
  let seen = 0;
  for (const head of root.querySelectorAll("th:not([role])")) {
    if (++seen > MOST_HEADS) return;
    const said = head.getAttribute("aria-label") ?? head.getAttribute("title") ?? "";
    const empty =
      head.textContent?.trim() === "" && said === "" && head.querySelector("img, svg, input") === null;
    if (empty) head.setAttribute("role", "cell");
  }
}
