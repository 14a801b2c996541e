/**
 * Lays rows out in columns that line up.
 *
 * @param rows - cells of each row; short rows end early
 * @param indent - text before each row
 * @returns one line a row, without blanks at its end
 */
export function columns(rows: ReadonlyArray<readonly string[]>, indent = ''): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    (indent + row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).trimEnd(),
  );
}
