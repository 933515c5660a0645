import { describe, expect, it } from 'vitest';
import { isAttributed } from '../../../src/langgraph/demo/attributed.js';
import type { Author, FieldReading, Reading } from '../../../src/model/reading.js';
import type { Write } from '../../../src/model/write.js';

const status: Write = { agent_id: 'A', op_id: 0, field: 'f', kind: 'scalar', value: 'draft' };
const tags: Write = { agent_id: 'A', op_id: 0, field: 'f', kind: 'grow_set', value: ['x', 'y'] };
const note: Write = { agent_id: 'A', op_id: 0, field: 'f', kind: 'append_text', value: 'hello' };

const reading = (...fields: readonly FieldReading[]): Reading => {
  return { fields, escalations: [], model_calls: 0 };
};

const A: Author = ['A', null];
const B: Author = ['B', null];

const scalar = (...authors: readonly Author[]): Reading =>
  reading({ field: 'f', kind: 'scalar', value: 'draft', authors });

const set = (...authors: readonly (readonly Author[])[]): Reading =>
  reading({ field: 'f', kind: 'grow_set', elements: ['x', 'y'], authors });

const text = (content: string, ...spans: readonly (readonly [number, Author])[]): Reading =>
  reading({
    field: 'f',
    kind: 'append_text',
    text: content,
    spans: spans.map(([length, author]) => ({ length, author })),
  });

describe('a write is attributed', () => {
  it.each([
    ['where a value has its author', status, scalar(A), true],
    ['where it has several', status, scalar(B, A), true],
    ['but not to another', status, scalar(B), false],
    ['where each element has its author', tags, set([A], [B, A]), true],
    ['but not where one is without', tags, set([A], []), false],
    ['but not where authors are left out', tags, set([A]), false],
    ['where its span is its author’s', note, text('so: hello', [4, B], [5, A]), true],
    ['but not where its span is another’s', note, text('so: hello', [4, A], [5, B]), false],
    ['but not where a text has no spans', note, text('hello'), false],
    ['but not where its field is gone', note, reading(), false],
    ['but not to a conflict', status, reading({ field: 'f', kind: 'escalated' }), false],
  ] as const)('%s', (_, write, held, expected) => {
    expect(isAttributed(write, held)).toBe(expected);
  });
});
