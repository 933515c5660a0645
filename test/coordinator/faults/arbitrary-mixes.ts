import fc from 'fast-check';

/** One fault in canonical text, and another spelling of the same. */
export interface SpelledFault {
  readonly canonical: string;
  readonly sloppy: string;
}

interface Piece {
  /** Empty where it is the default. */
  readonly canonical: string;
  readonly sloppy: string;
}

const probabilities: fc.Arbitrary<Piece> = fc.integer({ min: 1, max: 1e6 }).map((millionths) => ({
  canonical: `${millionths / 1e4}%`,
  sloppy: (millionths / 1e6).toFixed(6),
}));

const words = (names: readonly string[], fallback?: string): fc.Arbitrary<Piece> =>
  fc
    .constantFrom(...names)
    .map((name) => ({ canonical: name === fallback ? '' : name, sloppy: name }));

const targets = words(['one', 'minority', 'majority', 'all'], 'all');

const numbers = (name: string, fallback: number, max: number): fc.Arbitrary<Piece> =>
  fc.integer({ min: fallback, max }).map((value) => ({
    canonical: value === fallback ? '' : `${name}=${value}`,
    sloppy: `${name}=${value}`,
  }));

/** From pass 2, the first in which every kind can strike. */
const someWindows: fc.Arbitrary<Piece> = fc
  .tuple(fc.integer({ min: 2, max: 50 }), fc.nat(9))
  .map(([start, more]) => ({
    canonical: more === 0 ? `@${start}` : `@${start}-${start + more}`,
    sloppy: `@${start}-${start + more}`,
  }));

const windows = fc.oneof(fc.constant({ canonical: '', sloppy: '' }), someWindows);

function fault(
  name: string,
  head: fc.Arbitrary<Piece>,
  ...rest: readonly fc.Arbitrary<Piece>[]
): fc.Arbitrary<SpelledFault> {
  const shuffled = fc
    .tuple(...rest)
    .chain((pieces) =>
      fc.tuple(fc.constant(pieces), fc.shuffledSubarray(pieces, { minLength: pieces.length })),
    );
  return fc.tuple(head, shuffled).map(([first, [inOrder, outOfOrder]]) => ({
    canonical: spell(
      name,
      [first, ...inOrder].map(({ canonical }) => canonical),
    ),
    sloppy: spell(
      name,
      [first, ...outOfOrder].map(({ sloppy }) => sloppy),
    ),
  }));
}

function spell(name: string, pieces: readonly string[]): string {
  const [head = '', ...rest] = pieces.filter((piece) => piece !== '');
  return `${name}=${head}${rest.map((piece) => (piece.startsWith('@') ? piece : `:${piece}`)).join('')}`;
}

const bursts = numbers('burst', 1, 100);
const damages = ['bit_flip', 'truncate', 'empty', 'oversize', 'foreign'];
const ones = fc.constant({ canonical: 'one', sloppy: 'one' });

export const blobFaults: fc.Arbitrary<SpelledFault> = fc.oneof(
  fault('drop', probabilities, targets, bursts, windows),
  fault('duplicate', probabilities, targets, numbers('times', 2, 10), windows),
  fault('reorder', probabilities, targets, windows),
  fault('delay', probabilities, targets, numbers('passes', 1, 100), bursts, windows),
  fault('clog', probabilities, targets, someWindows),
  fault('partition', words(['halves', 'isolated', 'ring', 'asymmetric']), windows),
  fault('corrupt', probabilities, words(damages), targets, bursts, windows),
);

export const agentFaults: fc.Arbitrary<SpelledFault> = fc.oneof(
  fault(
    'crash',
    probabilities,
    words(['before_export', 'after_export', 'stale']),
    targets,
    windows,
  ),
  fault('crash', ones, words(['before_export', 'after_export', 'stale']), windows),
);

const skews = fault(
  'skew',
  fc.integer({ min: 1, max: 1e9 }).map((ticks) => ({ canonical: `${ticks}`, sloppy: `${ticks}` })),
  words(['one', 'minority', 'majority']),
);

/** One to five faults that may stand together. */
export const mixes: fc.Arbitrary<SpelledFault> = fc
  .tuple(
    fc.array(fc.oneof(blobFaults, agentFaults), { minLength: 1, maxLength: 4 }),
    fc.option(skews),
  )
  .map(([faults, skew]) => (skew ? [...faults, skew] : faults))
  .filter((faults) => new Set(faults.map(({ canonical }) => canonical)).size === faults.length)
  .map((faults) => ({
    canonical: faults.map(({ canonical }) => canonical).join(','),
    sloppy: faults.map(({ sloppy }) => ` ${sloppy} `).join(','),
  }));
