/*
 * The order of the rows of a table.
 */

// What a cell is sorted by: what it says itself, or its head says how to find: its place among the values of the
// column, or how many links it has; else the day it ends with, or its text.
const valuesOf = ({ dataset: { cjmValues, cjmCounted } }) => {
  const places = cjmValues?.split("|");
  return (cell) => {
    if (cell.dataset.sort !== undefined) return cell.dataset.sort;
    if (cjmCounted !== undefined) return String(cell.querySelectorAll("a").length);
    const text = (cell.querySelector("bdi") || cell).textContent.trim();
    if (places) return places.includes(text) ? String(places.indexOf(text)) : "";
    return cell.querySelector("time:last-of-type")?.dateTime ?? text;
  };
};

// Numbers by value, text as the language sorts it, what is not said last in either direction.
const inOrder = (rows, { head, descending }, language) => {
  const valueOf = valuesOf(head);
  const values = new Map(rows.map((row) => [row, valueOf(row.cells[head.cellIndex])]));
  const said = rows.filter((row) => values.get(row) !== "");
  const numeric = said.every((row) => !isNaN(values.get(row)));
  const { compare } = new Intl.Collator(language, { numeric: true });
  const difference = numeric ? (a, b) => a - b : compare;
  const direction = descending ? -1 : 1;
  said.sort((a, b) => direction * difference(values.get(a), values.get(b)));
  return [...said, ...rows.filter((row) => values.get(row) === "")];
};
