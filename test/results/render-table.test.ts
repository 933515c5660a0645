import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderTable } from '../../src/results/render-table.js';
import { plain, type Table, type TextOptions } from '../../src/results/table.js';

const PLAIN: TextOptions = { colour: 'none', width: null };

const TABLE: Table = {
  columns: [
    { heading: 'name', align: 'left' },
    { heading: 'count', align: 'right' },
  ],
  rows: [
    [plain('first'), plain('7')],
    [{ text: 'second', tone: 'bad' }, plain('12345678')],
  ],
};

describe('renderTable', () => {
  it('aligns columns under one rule', () => {
    expect(renderTable(TABLE, PLAIN).split('\n')).toEqual([
      'name       count',
      '------  --------',
      'first          7',
      'second  12345678',
    ]);
  });

  it('colours what has a tone, and only where colour is wanted', () => {
    const coloured = renderTable(TABLE, { ...PLAIN, colour: 'ansi' });
    expect(coloured).toContain('\u001b[31msecond\u001b[39m');
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(renderTable(TABLE, PLAIN));
    expect(renderTable(TABLE, PLAIN)).not.toContain('\u001b');
  });

  it('takes a column from between the columns where the terminal is one too narrow', () => {
    expect(renderTable(TABLE, { ...PLAIN, width: 16 })).toBe(renderTable(TABLE, PLAIN));
    expect(renderTable(TABLE, { ...PLAIN, width: 15 }).split('\n')).toEqual([
      'name      count',
      '------ --------',
      'first         7',
      'second 12345678',
    ]);
  });

  it('takes the first column out where that is still too wide, then turns rows into columns', () => {
    expect(renderTable(TABLE, { ...PLAIN, width: 14 }).split('\n')).toEqual([
      'name: first',
      'count',
      '-----',
      '    7',
      '',
      'name: second',
      '   count',
      '--------',
      '12345678',
    ]);
    const rows = ['aaaaaaaaa', 'bbbbbbbbb'].map((text) => [plain('same'), plain(text)]);
    expect(renderTable({ ...TABLE, rows }, { ...PLAIN, width: 8 }).split('\n')).toEqual([
      'name:   same',
      'count:  aaaaaaaaa',
      '',
      'name:   same',
      'count:  bbbbbbbbb',
    ]);
  });

  it('does not take colour for width', () => {
    const options: TextOptions = { colour: 'ansi', width: 16 };
    expect(renderTable(TABLE, options)).toBe(renderTable(TABLE, { ...options, width: null }));
  });

  it('is a heading and a rule where there are no rows', () => {
    expect(renderTable({ ...TABLE, rows: [] }, PLAIN)).toMatch(/^name {2}count(\n-{4} {2}-{5})?$/);
  });

  it('lets no control character through to the terminal', () => {
    const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(texts, fc.option(fc.nat({ max: 60 })), (row, width) => {
        const table = { columns: TABLE.columns, rows: [row.map(plain)] };
        const lines = renderTable(table, { colour: 'none', width }).split('\n');
        expect(lines.join('')).not.toMatch(/\p{Cc}/u);
        expect([2, 3, 4]).toContain(lines.length);
      }),
    );
  });
});
