import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/model/canonical.js';
import type { Json } from '../../src/model/json.js';
import type { FieldReading } from '../../src/model/reading.js';
import type { Write } from '../../src/model/write.js';
import { lww } from '../../src/strategies/lww.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Strategy } from '../../src/strategies/strategy.js';
import { transactional } from '../../src/strategies/transactional.js';
import {
  lostContributions,
  misplacedFragments,
  readScalars,
  standingScalars,
  writesOf,
} from './support/expectations.js';
import { FAULTS, withFault } from './support/faulty.js';
import type { History } from './support/histories.js';
import { histories } from './support/histories.js';
import type { Law } from './support/laws.js';
import { bracketings, LAWS, permutations } from './support/laws.js';
import { play } from './support/play.js';
import { readField, readingAfter, replicaOf, strategyNamed } from './support/replicas.js';
import { appendText, growSet, scalar } from './support/writes.js';

const RUNS = 40;

/** To find a fault, not its smallest example. */
const UNTIL_FOUND = { numRuns: 500, endOnFailure: true };

function obeying(law: Law, strategy: Strategy) {
  return fc.asyncProperty(histories, async (history) => {
    expect(await law(strategy, await play(strategy, history))).toBeUndefined();
  });
}

function losingNothing(strategy: Strategy) {
  return fc.asyncProperty(histories, async (history) => {
    expect(lostContributions(history, await merged(strategy, history))).toEqual([]);
  });
}

function keepingStandingScalars(strategy: Strategy) {
  return fc.asyncProperty(histories, async (history) => {
    expect(readScalars(await merged(strategy, history))).toEqual(standingScalars(history));
  });
}

async function merged(strategy: Strategy, history: History) {
  return readingAfter(strategy, [(await play(strategy, history)).fulls]);
}

const strategies = await Promise.all(MERGING_STRATEGY_NAMES.map(strategyNamed));
const sound = strategies.filter(({ expectation }) => expectation === 'pass');
const lossy = strategies.filter(({ expectation }) => expectation === 'fail');

describe.each(strategies)('the laws of a merge: $name', (strategy) => {
  it.each(Object.entries(LAWS))('%s', async (_, law) => {
    await fc.assert(obeying(law, strategy), { numRuns: RUNS });
  });
});

describe.each(sound)('what must survive a merge: $name', (strategy) => {
  it('loses no set element and no fragment, whoever wrote at once', async () => {
    await fc.assert(losingNothing(strategy), { numRuns: 5 * RUNS });
  });

  it('keeps the fragments of an agent in the order in which it wrote them', async () => {
    const byProgram = (earlier: Write, later: Write): boolean =>
      earlier.agent_id === later.agent_id && earlier.op_id < later.op_id;
    const property = fc.asyncProperty(histories, async (history) => {
      const reading = await merged(strategy, history);
      expect(misplacedFragments(history, reading, byProgram)).toEqual([]);
    });
    await fc.assert(property, { numRuns: 5 * RUNS });
  });

  it('keeps exactly the scalars that no writer had received or declared to follow', async () => {
    await fc.assert(keepingStandingScalars(strategy), { numRuns: 5 * RUNS });
  });
});

describe.each(lossy)('what does not survive a merge: $name', (strategy) => {
  it('loses set elements or fragments in some histories', async () => {
    expect((await fc.check(losingNothing(strategy), UNTIL_FOUND)).failed).toBe(true);
  });

  it('drops concurrent scalars in some histories', async () => {
    expect((await fc.check(keepingStandingScalars(strategy), UNTIL_FOUND)).failed).toBe(true);
  });
});

const NUMBERS: readonly Json[] = [-0, 0, 1e300, 5e-324, 2 ** 53, -(2 ** 53), 1e21, 0.1];
const AWKWARD = fc.constantFrom<Json>(
  ...NUMBERS,
  JSON.parse('{"__proto__":{"a":1},"constructor":null,"":""}') as Json,
  '\u{1F600}e\u0301\ufeff\u0000\u2028',
  Array.from({ length: 60 }).reduce<Json>((inner) => [null, { inner }], 'deep'),
);
const ANY_VALUE = fc.oneof(AWKWARD, fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<Json>);
const ANY_SCALAR = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(null, true, false, -0, 1e300),
);
const ANY_NAME = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '', ' ', '%', '"', '\\', '\n', '\ufeff'),
);

describe.each(strategies)('what travels unchanged: $name', (strategy) => {
  async function sentAndRead(write: Write): Promise<FieldReading | undefined> {
    const sender = replicaOf(strategy, write.agent_id);
    const receiver = replicaOf(strategy, 'receiver');
    sender.apply(write);
    await receiver.import([sender.export('full')]);
    const read = readField(receiver, write.field);
    sender.dispose();
    receiver.dispose();
    return read;
  }

  it('any JSON value of any field of any agent', async () => {
    const property = fc.asyncProperty(
      ANY_NAME,
      ANY_NAME,
      ANY_VALUE,
      async (agent, field, value) => {
        const read = await sentAndRead(scalar([agent, 2 ** 40], field, value));
        expect(canonicalJson(read as unknown as Json)).toBe(
          canonicalJson({ field, kind: 'scalar', value, authors: [[agent, 2 ** 40]] }),
        );
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });

  it('any set elements', async () => {
    const property = fc.asyncProperty(
      fc.uniqueArray(ANY_SCALAR, { selector: (element) => canonicalJson(element) }),
      async (elements) => {
        const read = await sentAndRead(growSet(['ann', 0], 'tags', elements));
        const texts = read?.kind === 'grow_set' ? read.elements.map(canonicalJson) : [];
        expect(texts.sort()).toEqual(elements.map(canonicalJson).sort());
      },
    );
    await fc.assert(property, { numRuns: 100 });
  });

  it('any text', async () => {
    const property = fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      const read = await sentAndRead(appendText(['ann', 0], 'notes', text));
      expect(read).toMatchObject({ kind: 'append_text', text });
    });
    await fc.assert(property, { numRuns: 100 });
  });
});

const FEATURES: Readonly<Record<string, (history: History) => boolean>> = {
  'a field of three kinds': (history) => {
    const mixed = writesOf(history).filter(({ field }) => field === 'mixed');
    return new Set(mixed.map(({ kind }) => kind)).size === 3;
  },
  'chains of declared causality': (history) =>
    writesOf(history).some((write) => (write.happens_after?.length ?? 0) > 1),
  'three scalars that stand in one field': (history) =>
    [...standingScalars(history).values()].some((dots) => dots.length > 2),
  'scalars that do not stand': (history) =>
    [...standingScalars(history).values()].flat().length <
    writesOf(history).filter(({ kind }) => kind === 'scalar').length,
  'many deliveries in three rounds': ({ rounds }) =>
    rounds.length === 3 && rounds.every(({ deliveries }) => deliveries.length > 2),
};

describe('the law tests themselves', () => {
  it.each(Object.entries(LAWS))('find a planted fault: %s', async (name, law) => {
    const faulty = withFault(lww, FAULTS[name as keyof typeof LAWS]);
    const result = await fc.check(obeying(law, faulty), UNTIL_FOUND);
    expect(result.failed).toBe(true);
    expect(result.errorInstance).toMatchObject({ name: 'AssertionError' });
  });

  it('find a strategy that resolves conflicts by order of arrival', async () => {
    const faulty = withFault(transactional, FAULTS['import is commutative']);
    const law = LAWS['import is commutative'];
    expect((await fc.check(obeying(law, faulty), UNTIL_FOUND)).failed).toBe(true);
  });

  it('try all orders and all bracketings', () => {
    const blobs = [0, 1, 2, 3].map((byte) => Uint8Array.of(byte));
    expect(new Set(permutations(blobs).map((order) => order.join())).size).toBe(24);
    expect(new Set(bracketings(blobs).map((tree) => JSON.stringify(tree))).size).toBe(5);
  });

  it.each(Object.entries(FEATURES))('draw histories with %s', (_, holds) => {
    const drawn = fc.sample(histories, { numRuns: 300, seed: 1 });
    expect(drawn.filter(holds).length).toBeGreaterThan(3);
  });
});
