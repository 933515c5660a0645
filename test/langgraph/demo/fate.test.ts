import { describe, expect, it } from 'vitest';
import { fateOf, lostCount, valueOf } from '../../../src/langgraph/demo/fate.js';
import type { FieldReading, Reading } from '../../../src/model/reading.js';
import type { Write } from '../../../src/model/write.js';

const status: Write = { agent_id: 'A', op_id: 0, field: 'status', kind: 'scalar', value: 'draft' };
const tags: Write = { agent_id: 'A', op_id: 1, field: 'tags', kind: 'grow_set', value: ['x', 'y'] };
const note: Write = { agent_id: 'A', op_id: 2, field: 'note', kind: 'append_text', value: 'hello' };

const reading = (fields: readonly FieldReading[], more: Partial<Reading> = {}): Reading => {
  return { fields, escalations: [], model_calls: 0, ...more };
};

const scalar = (value: string): FieldReading => {
  return { field: 'status', kind: 'scalar', value, authors: [] };
};

const set = (...elements: readonly string[]): FieldReading => {
  return { field: 'tags', kind: 'grow_set', elements, authors: [] };
};

const text = (content: string): FieldReading => {
  return { field: 'note', kind: 'append_text', text: content, spans: [] };
};

const escalated = (agent_id: string, value: string): Reading =>
  reading([{ field: 'status', kind: 'escalated' }], {
    escalations: [
      {
        status: 'open',
        field: 'status',
        contenders: [{ agent_id, op_id: 0, kind: 'scalar', value }],
      },
    ],
  });

describe('the fate of a write', () => {
  it.each([
    ['a value that is read', status, reading([scalar('draft')]), 'survived', 0],
    ['a value in whose place another is read', status, reading([scalar('other')]), 'arbitrated', 0],
    ['a value whose field is gone', status, reading([]), 'lost', 1],
    ['a set all of which is read', tags, reading([set('y', 'z', 'x')]), 'survived', 0],
    ['a set of which one is missing', tags, reading([set('y', 'z')]), 'lost', 1],
    ['a set of which all is missing', tags, reading([set('z')]), 'lost', 2],
    ['a fragment within a text', note, reading([text('so: hello.')]), 'survived', 0],
    ['a fragment that is cut', note, reading([text('hell')]), 'lost', 1],
    ['a value that stands in a conflict', status, escalated('A', 'draft'), 'escalated', 0],
    ['a value that stands under a wrong author', status, escalated('B', 'draft'), 'lost', 1],
    ['a value that stands changed', status, escalated('A', 'Draft'), 'lost', 1],
  ] as const)('of %s', (_, write, held, fate, lost) => {
    expect(fateOf(write, held)).toBe(fate);
    expect(lostCount(write, held)).toBe(lost);
  });
});

describe('the value of a field', () => {
  it('is its content, and none where a conflict is open', () => {
    const escalatedField: FieldReading = { field: 'status', kind: 'escalated' };
    const fields = [scalar('draft'), set('x'), text('hi'), escalatedField];
    expect(fields.map(valueOf)).toEqual(['draft', ['x'], 'hi', undefined]);
  });
});
