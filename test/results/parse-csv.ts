// A reader of RFC 4180, written from its grammar and sharing nothing with the writer under test.

/** The fields of every row. @throws Error where the text is not RFC 4180. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const match = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
    match.lastIndex = at;
    const field = match.exec(text);
    if (!field) throw new Error(`no field at ${at}`);
    row.push(field[1]?.replaceAll('""', '"') ?? field[2] ?? '');
    at += field[0].length;
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      rows.push(row);
      row = [];
    } else throw new Error(`neither a comma nor a line break at ${at}`);
  }
  return rows;
}
