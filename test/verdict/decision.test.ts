import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/json.js';
import type { Contender, ResolvedEscalation } from '../../src/model/reading.js';
import type { FieldKind } from '../../src/model/write.js';
import type { ValueReading } from '../../src/verdict/decision.js';
import { isAmongContended, readsAsDecided } from '../../src/verdict/decision.js';

const contenders: readonly Contender[] = [
  { agent_id: 'A', op_id: 0, kind: 'scalar', value: 1 },
  { agent_id: 'B', op_id: 0, kind: 'grow_set', value: ['x', 'y'] },
  { agent_id: 'C', op_id: 0, kind: 'grow_set', value: ['x'] },
  { agent_id: 'D', op_id: 0, kind: 'append_text', value: 'ab' },
  { agent_id: 'E', op_id: 0, kind: 'append_text', value: 'a' },
];

function decision(kind: FieldKind, value: Json, among = contenders): ResolvedEscalation {
  return { status: 'resolved', field: 'f', contenders: among, kind, value };
}

describe('isAmongContended', () => {
  it('allows one contended scalar, all contended elements, and all fragments in any order', () => {
    const legal = [
      decision('scalar', 1),
      decision('grow_set', ['y', 'x']),
      decision('append_text', 'aba'),
      decision('append_text', 'aab'),
    ];
    for (const one of legal) expect(isAmongContended(one)).toBe(true);
  });

  it('refuses what nobody put forward, part of it, more than it, and another kind', () => {
    const illegal = [
      decision('scalar', 2),
      decision('scalar', ['x', 'y']),
      decision('grow_set', ['x']),
      decision('grow_set', ['x', 'z']),
      decision('grow_set', ['x', 'y', 'z']),
      decision('grow_set', 'x'),
      decision('append_text', 'ab'),
      decision('append_text', 'abb'),
      decision('append_text', 'aaab'),
      decision('append_text', ['ab']),
    ];
    for (const one of illegal) expect(isAmongContended(one)).toBe(false);
  });

  it('refuses an empty set or text where none was contended', () => {
    const scalars = contenders.slice(0, 1);
    expect(isAmongContended(decision('grow_set', [], scalars))).toBe(false);
    expect(isAmongContended(decision('append_text', '', scalars))).toBe(false);
  });
});

describe('readsAsDecided', () => {
  const set = (...elements: string[]): ValueReading => {
    return { field: 'f', kind: 'grow_set', elements, authors: [] };
  };
  const text: ValueReading = { field: 'f', kind: 'append_text', text: 'aba', spans: [] };
  const scalar: ValueReading = { field: 'f', kind: 'scalar', value: 'aba', authors: [] };

  it('is true of the value decided, in its kind', () => {
    expect(readsAsDecided(scalar, decision('scalar', 'aba'))).toBe(true);
    expect(readsAsDecided(text, decision('append_text', 'aba'))).toBe(true);
    expect(readsAsDecided(set('y', 'x'), decision('grow_set', ['x', 'y']))).toBe(true);
  });

  it('is false of another value, and of that value in another kind', () => {
    expect(readsAsDecided(scalar, decision('scalar', 'ab'))).toBe(false);
    expect(readsAsDecided(scalar, decision('append_text', 'aba'))).toBe(false);
    expect(readsAsDecided(text, decision('scalar', 'aba'))).toBe(false);
    expect(readsAsDecided(text, decision('append_text', 'ab'))).toBe(false);
    expect(readsAsDecided(set('x'), decision('grow_set', ['y']))).toBe(false);
    expect(readsAsDecided(set('x'), decision('grow_set', 'x'))).toBe(false);
  });
});
