import { describe, expect, it } from 'vitest';
import { counted, enumerate, grouped } from '../../src/model/wording.js';

describe('wording', () => {
  it('lists in a sentence', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(enumerate)).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });

  it('groups thousands and keeps one decimal', () => {
    expect([0, 999, 1_204, 1_234_567, 2.25].map(grouped)).toEqual([
      '0',
      '999',
      '1,204',
      '1,234,567',
      '2.3',
    ]);
  });

  it('counts one and many', () => {
    expect([counted(1, 'write'), counted(0, 'write'), counted(2, 'reply', 'replies')]).toEqual([
      '1 write',
      '0 writes',
      '2 replies',
    ]);
  });
});
