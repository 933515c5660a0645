import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/results/csv.js';
import { COLUMNS, type RepetitionRecord } from '../../src/results/record.js';
import { buildRecord } from './build-record.js';
import { parseCsv } from './parse-csv.js';

function cellsOf(record: RepetitionRecord): string[] {
  return COLUMNS.map((column) => (record[column] === null ? '' : String(record[column])));
}

const awkward = fc
  .array(
    fc.constantFrom('"', ',', '\r', '\n', ';', '\t', "'", ' ', '=', 'ü', '\u2028', '\u0000', 'a'),
  )
  .map((characters) => characters.join(''));
const anyName = fc.oneof(awkward, fc.string({ unit: 'grapheme' })).filter((text) => text !== '');

describe('results.csv', () => {
  it('has a header and one row per record, each ending in CRLF', () => {
    const lines = toCsv([buildRecord(), buildRecord({ repetition: 1 })]).split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(COLUMNS.join(','));
    expect(lines[3]).toBe('');
  });

  it('has a header where there is no record', () => {
    expect(toCsv([])).toBe(`${COLUMNS.join(',')}\r\n`);
  });

  it('reads back as it was written, whatever a plug-in is called', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyName, anyName), { maxLength: 4 }), (names) => {
        const records = names.map(([strategy, workload]) => buildRecord({ strategy, workload }));
        expect(parseCsv(toCsv(records))).toEqual([[...COLUMNS], ...records.map(cellsOf)]);
      }),
    );
  });

  it('spells booleans out, and leaves empty what was not measured', () => {
    const csv = parseCsv(
      toCsv([buildRecord({ converged: false, attribution_complete: true, writes_lost: null })]),
    );
    const cell = (column: (typeof COLUMNS)[number]) => csv[1]?.[COLUMNS.indexOf(column)];
    expect(cell('converged')).toBe('false');
    expect(cell('attribution_complete')).toBe('true');
    expect(cell('writes_lost')).toBe('');
    expect(cell('escalations')).toBe('0');
  });

  it('keeps every digit of a number', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (converge_ns) => {
        const row = parseCsv(toCsv([buildRecord({ converge_ns })]))[1];
        expect(Number(row?.[COLUMNS.indexOf('converge_ns')])).toBe(Math.abs(converge_ns));
      }),
    );
  });

  it('is not written with a number that is none', () => {
    expect(() => toCsv([buildRecord({ wall_ns: Number.NaN })])).toThrow(/\bwall_ns: /);
  });
});
