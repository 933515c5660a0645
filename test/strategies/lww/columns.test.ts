import { describe, expect, it } from 'vitest';
import { Columns } from '../../../src/strategies/lww/columns.js';
import type { Register } from '../../../src/strategies/lww/register.js';

const TEXT = 'x'.repeat(100);

function registerOf(field: string, clock: number): Register {
  return { field, clock, agent_id: 'ann', op_id: clock, content: { kind: 'scalar', value: TEXT } };
}

function textOf(columns: Columns, row: number): string {
  const start = columns.strings[row * 4] ?? 0;
  const bytes = columns.arena.bytes.subarray(start, start + columns.lengthOf(row));
  return Buffer.from(bytes).toString();
}

describe('the columns of a replica of lww', () => {
  it('take no more memory for a register that is replaced a thousand times', () => {
    const columns = new Columns();
    const row = columns.add(1, 2);
    for (let clock = 1; clock <= 1_000; clock += 1) {
      columns.write(row, registerOf('title', clock));
      columns.spell();
    }
    expect(columns.arena.end).toBeLessThan(2 * columns.lengthOf(row) + 1024 + 200);
  });

  it('keep the strings of all that is held when they leave behind what is not', () => {
    const columns = new Columns();
    const rows = ['a', 'b', 'c', 'é'].map((field, index) => {
      const row = columns.add(index, 0);
      columns.write(row, registerOf(field, 1));
      return row;
    });
    const [first = 0] = rows;
    for (let clock = 2; clock <= 100; clock += 1) {
      columns.write(first, registerOf('a', clock));
      columns.spell();
    }
    expect(rows.map((row) => textOf(columns, row))).toEqual(
      ['a', 'b', 'c', 'é'].map((field) => `ann${field}["scalar","${TEXT}"]`),
    );
  });

  it('have room for as many registers as there are', () => {
    const columns = new Columns();
    for (let row = 0; row < 100; row += 1) {
      columns.add(row, -row);
      columns.write(row, registerOf(`field-${row}`, row + 1));
    }
    columns.spell();
    expect(textOf(columns, 99)).toBe(`annfield-99["scalar","${TEXT}"]`);
    expect([...columns.keys.subarray(2 * 99, 2 * 100)]).toEqual([99, -99]);
    expect([...columns.stamps.subarray(2 * 99, 2 * 100)]).toEqual([100, 100]);
  });
});
