import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestReading } from '../../src/model/digest.js';
import type { Reading } from '../../src/model/reading.js';
import { listsSame } from '../../src/model/same-reading.js';
import { reading } from './arbitrary-readings.js';

const base: Reading = {
  fields: [
    { field: 'title', kind: 'scalar', value: 'x', authors: [['A', 1]] },
    { field: 'tags', kind: 'grow_set', elements: ['a', 'b'], authors: [[['A', 2]], [['B', 0]]] },
    { field: 'notes', kind: 'append_text', text: 'one', spans: [{ length: 3, author: ['A', 3] }] },
    { field: 'status', kind: 'escalated' },
  ],
  escalations: [
    {
      status: 'open',
      field: 'status',
      contenders: [{ agent_id: 'A', op_id: 4, kind: 'scalar', value: null }],
    },
  ],
  model_calls: 0,
};

/** Every reading that differs from the base in one place. */
const different: readonly Reading[] = [
  { ...base, fields: base.fields.slice(1) },
  { ...base, escalations: [] },
  ...[
    { field: 'title', kind: 'scalar', value: 'y', authors: [['A', 1]] } as const,
    { field: 'title', kind: 'scalar', value: 'x', authors: [['B', 1]] } as const,
    { field: 'title', kind: 'scalar', value: 'x', authors: [['A', null]] } as const,
    { field: 'other', kind: 'scalar', value: 'x', authors: [['A', 1]] } as const,
    { field: 'title', kind: 'escalated' } as const,
  ].map((field) => ({ ...base, fields: [field, ...base.fields.slice(1)] })),
];

describe('equality of readings as listed', () => {
  it('implies equal digests', () => {
    fc.assert(
      fc.property(reading, reading, (left, right) => {
        const same = listsSame(left, right);
        const [first, second] = [digestReading(left), digestReading(right)];
        expect(same && first.reading !== second.reading).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds between a reading and its copy', () => {
    fc.assert(fc.property(reading, (one) => listsSame(one, structuredClone(one))));
  });

  it.each(different)('is refused where one place differs (%#)', (other) => {
    expect(listsSame(base, other)).toBe(false);
    expect(listsSame(other, base)).toBe(false);
  });

  it('does not count model calls', () => {
    expect(listsSame(base, { ...base, model_calls: 5 })).toBe(true);
  });
});
