// In a table with data-grid, arrow keys move between the links of neighbouring cells. Tab still goes through them all.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function neighbour(table, cell, [down, right]) {
  let row = cell.parentElement.rowIndex + down;
  let column = cell.cellIndex + right;
  while (table.rows[row]?.cells[column]) {
    const link = table.rows[row].cells[column].querySelector("a");
    if (link) return link;
    row += down;
    column += right;
  }
  return null;
}

for (const table of document.querySelectorAll("table[data-grid]")) {
  table.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const cell = event.target.closest("td, th");
    if (!step || !cell || event.altKey || event.ctrlKey || event.metaKey) return;
    const link = neighbour(table, cell, step);
    if (!link) return;
    event.preventDefault();
    link.focus();
  });
}
