/** What a spreadsheet takes for the beginning of a formula, a full-width sign included. */
const FORMULA = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/;
const MUST_QUOTE = /[",\r\n]|^\s|\s$/;

/**
 * One line of a CSV file (RFC 4180). A text that a spreadsheet would run as a formula begins with an apostrophe, whoever wrote it: names,
 * traits and addresses come from anybody. Numbers are numbers and stay as they are.
 */
export const csvRow = (cells: readonly (string | number | null)[]): string => `${cells.map(cell).join(",")}\r\n`;

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = value.replaceAll("\0", "");
  const safe = FORMULA.test(value) ? `'${text}` : text;
  return MUST_QUOTE.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
