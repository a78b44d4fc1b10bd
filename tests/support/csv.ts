/** What a spreadsheet would run, behind every kind of beginning that hides it. */
export function formulas(count: number): string[] {
  const starts = ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\0=", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20", "  \t@", "=\t"];
  const bodies = [
    'HYPERLINK("https://evil.example","x")',
    "cmd|' /C calc'!A0",
    "1+1",
    'WEBSERVICE("https://evil.example")',
    "SUM(1,2)",
    'IMPORTXML("https://evil.example","//a")',
    "DDE()",
  ];
  return Array.from(
    { length: count },
    (_, i) => `${starts[i % starts.length]}${bodies[Math.floor(i / starts.length) % bodies.length]}${i}`,
  );
}

/** Whether a spreadsheet takes a cell, quotes removed, for text. */
export const isGuarded = (cell: string): boolean => !/^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) || /^-?\d+(\.\d+)?$/.test(cell);

/** Reads CSV by RFC 4180 alone, so that what is checked is what a spreadsheet gets. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/y;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const [, quoted, plain = "", end] = cell.exec(text) ?? [];
    if (end === undefined) throw new Error(`This is no CSV at ${at}: ${text.slice(at, at + 40)}`);
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== "," && cell.lastIndex < text.length) rows.push([]);
  }
  return rows;
}
