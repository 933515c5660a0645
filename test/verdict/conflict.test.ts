import { describe, expect, it } from 'vitest';
import type { Contender } from '../../src/model/reading.js';
import {
  conflictKey,
  contendedTexts,
  spellContender,
  spellWrite,
} from '../../src/verdict/conflict.js';
import { adds, appends, contender, scalar } from './builders.js';

describe('a contender', () => {
  it('is spelled like the write it stands for', () => {
    for (const intent of [scalar('f', { y: 1, x: [2] }), adds('f', 'x', 1), appends('f', 'note')]) {
      const write = intent('A', 3);
      expect(spellContender(contender(write))).toBe(spellWrite(write));
    }
  });

  it('is the same whatever the order of its set and however often an element is named', () => {
    const one = spellWrite(adds('f', 'x', 'y')('A', 0));
    expect(spellWrite(adds('f', 'y', 'x', 'y')('A', 0))).toBe(one);
  });

  it('is another with another author, write, kind or value', () => {
    const given: Contender = { agent_id: 'A', op_id: 0, kind: 'scalar', value: 'x' };
    const others: readonly Partial<Contender>[] = [
      {},
      { agent_id: 'B' },
      { op_id: 1 },
      { value: 'y' },
      { kind: 'append_text' },
      { kind: 'grow_set', value: ['x'] },
    ];
    const spelled = others.map((other) => spellContender({ ...given, ...other }));
    expect(new Set(spelled).size).toBe(others.length);
  });

  it('puts nothing forward where its value cannot be of its kind', () => {
    const given = { agent_id: 'A', op_id: 0 };
    const set: Contender = { ...given, kind: 'grow_set', value: 'x' };
    const text: Contender = { ...given, kind: 'append_text', value: ['x'] };
    for (const malformed of [set, text]) expect(contendedTexts(malformed)).toBeUndefined();
    expect(spellContender(set)).not.toBe(spellContender({ ...set, value: [] }));
    expect(spellContender(text)).not.toBe(spellContender({ ...text, value: '' }));
  });
});

describe('conflictKey', () => {
  it('does not depend on the order of contenders, and on all else', () => {
    expect(conflictKey('f', ['x', 'y'])).toBe(conflictKey('f', ['y', 'x']));
    const keys = [
      conflictKey('f', ['x', 'y']),
      conflictKey('g', ['x', 'y']),
      conflictKey('f', ['x']),
      conflictKey('f', ['x', 'x']),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
