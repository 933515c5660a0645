// What happens in a world, drawn at random: small enough that authors meet in the same fields again and again.

import fc from 'fast-check';

export const KEYS = ['k', '__proto__'] as const;
const ACTS = [
  'put',
  'read',
  'update',
  'delete',
  'resolve',
  'exchange',
  'deliver',
  'begin',
] as const;
const AUTHORS = ['bare', 'ada', 'bob', 'left', 'right'] as const;
export type Author = (typeof AUTHORS)[number];

const scalar = fc.constantFrom(null, 1, 2, 'a');
const list = fc.uniqueArray(fc.constantFrom('x', 'y', 3), { maxLength: 2 });
const field = fc.oneof(
  scalar,
  list,
  fc.dictionary(fc.constantFrom('g', 'tags'), fc.oneof(scalar, list)),
);
const value = fc.dictionary(fc.constantFrom('f', 'h', 'constructor'), field, { maxKeys: 2 });

export const step = fc.record({
  store: fc.nat(2),
  from: fc.nat(2),
  author: fc.constantFrom(...AUTHORS),
  key: fc.constantFrom(...KEYS),
  act: fc.constantFrom(...ACTS),
  value,
  text: fc.constantFrom('none', 'fresh', 'longer'),
});
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
