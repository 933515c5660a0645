// Evidence files of partial, delayed and racing exchange: read back, they are judged as before, and a history
// that cannot have been is refused.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEvidence } from '../../../src/coordinator/evidence/decode.js';
import { encodeEvidence } from '../../../src/coordinator/evidence/encode.js';
import type { Race } from '../../../src/model/deliveries.js';
import type { Evidence, Heal } from '../../../src/verdict/evidence.js';
import { judge } from '../../../src/verdict/judge.js';
import { Ledger } from '../../../src/verdict/ledger.js';
import { CLEAN_MERGE, flawless, scalar } from '../../verdict/builders.js';
import { partialHistories } from '../../verdict/partial-histories.js';
import { flawlessPartial } from '../../verdict/partial-runs.js';

const VISIT = 'mixed/crdt/gossip/batch/a2/t1#0';

function encode(evidence: Evidence): Buffer {
  return encodeEvidence({ visit: VISIT, evidence });
}

function again(evidence: Evidence): Evidence {
  return decodeEvidence(encode(evidence)).evidence;
}

const count = fc.nat({ max: 9 });
type Surroundings = Pick<Evidence, 'faults' | 'heal' | 'detection' | 'undelivered'>;

const surroundings: fc.Arbitrary<Surroundings> = fc.record(
  {
    faults: fc.array(
      fc.record({
        ...{ fault: fc.string(), planned_count: count, fired_count: count, observed_count: count },
        note: fc.option(fc.string()),
      }),
    ),
    heal: fc.record({
      type: fc.constantFrom('until_quiescent', 'off'),
      ...{ passes: count, bound: fc.option(count), reason: fc.string() },
    }),
    detection: fc.record({
      ...{ damaged_count: count, detected_count: count },
      ...{ changed_and_thrown_count: count, silently_changed_count: count },
    }),
    undelivered: fc.array(
      fc.record({
        ...{ round: count, sender: count, receiver: count, exported: count },
        pass: fc.option(count),
        end: fc.constantFrom('dropped', 'rejected', 'corrupted', 'discarded', 'pending'),
        code: fc.option(fc.string()),
      }),
    ),
  },
  { requiredKeys: [] },
);

describe('evidence of partial exchange that was stored', () => {
  it('is judged exactly as before, whatever was delivered to whom, and when', () => {
    fc.assert(
      fc.property(partialHistories, surroundings, (entries, around) => {
        const evidence = { ...flawlessPartial(Ledger.from(entries), (round) => round), ...around };
        const kept = again(evidence);
        expect(judge(kept)).toEqual(judge(evidence));
        expect(kept.undelivered).toEqual(evidence.undelivered);
        expect(kept.ledger.entries()).toEqual(evidence.ledger.entries());
        expect(encode(again(kept))).toEqual(encode(kept));
      }),
      { numRuns: 100 },
    );
  });

  it('has its keys in one order, whoever put them together', () => {
    const ordered: Heal = { type: 'off', passes: 0, bound: null, reason: 'asked for' };
    const mixed: Heal = { reason: 'asked for', bound: null, passes: 0, type: 'off' };
    const [one, other] = [ordered, mixed].map((heal) =>
      encode(flawless(CLEAN_MERGE, { heal })).toString(),
    );
    expect(one).toBe(other);
  });

  it('leaves out what there was none of, as evidence of full exchange always did', () => {
    const document = JSON.parse(encode(flawless(CLEAN_MERGE)).toString()) as object;
    expect(Object.keys(document)).toEqual([
      ...['schema_version', 'visit', 'attributes', 'ledger', 'observations', 'finals'],
    ]);
  });
});

it.each([
  ['columns of different lengths', { codes: [] }],
  ['an end that is a delivery', { ends: ['accepted'] }],
])('refuses %s of what was not delivered', (_, changes) => {
  const blob = { round: 0, pass: 0, sender: 0, receiver: 1, exported: 0, code: null } as const;
  const bytes = encode(flawless(CLEAN_MERGE, { undelivered: [{ ...blob, end: 'dropped' }] }));
  const stored = JSON.parse(bytes.toString()) as { readonly undelivered: object };
  const undelivered = { ...stored.undelivered, ...changes };
  const changed = Buffer.from(JSON.stringify({ ...stored, undelivered }));
  expect(() => decodeEvidence(bytes)).not.toThrow();
  expect(() => decodeEvidence(changed)).toThrow('undelivered');
});

/** A race, a late blob, a restart; and all that a repetition under faults is judged by beside. */
function eventful(): Evidence {
  const ledger = new Ledger(['A', 'B']);
  ledger.issue(0, [[scalar('s', 1)('A', 0)], [scalar('s', 2)('B', 0)]]);
  const timelines: Race['timelines'] = [
    [['write'], ['export']],
    [['accept', 0, 0], ['write']],
  ];
  ledger.deliver(0, { type: 'race', timelines });
  ledger.deliver(0, { type: 'pass', senders: [1], receivers: [0], exported: [0] });
  ledger.deliver(0, { type: 'restart', agent_index: 0, exported: 0, identity: 'fresh' });
  ledger.deliver(0, { type: 'pass', senders: [1], receivers: [0], exported: [0] });
  const heal: Heal = { type: 'until_quiescent', passes: 1, bound: 1, reason: 'diameter' };
  const counts = { planned_count: 3, fired_count: 2, observed_count: 1 };
  const faults = [{ fault: 'delay=20%', ...counts, note: null }];
  return { ...flawlessPartial(ledger, () => 0), heal, faults };
}

describe('evidence of partial exchange with some bytes changed', () => {
  const bytes = encode(eventful());
  const place = fc.nat({ max: bytes.length - 1 });
  const damage = fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 });

  it('is refused with an error or judged, and nothing else happens', () => {
    fc.assert(
      fc.property(damage, (changes) => {
        const changed = Buffer.from(bytes);
        for (const [at, byte] of changes) changed[at] = byte;
        expect(['PASS', 'FAIL', 'UNKNOWN', 'refused']).toContain(verdictOf(changed));
      }),
      { numRuns: 1_500 },
    );
  });

  function verdictOf(content: Buffer): string {
    try {
      return judge(decodeEvidence(content).evidence).verdict;
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(Error);
      expect(thrown).not.toBeInstanceOf(TypeError);
      return 'refused';
    }
  }
});

describe('a history that no repetition left', () => {
  const text = encode(eventful()).toString();
  it.each([
    ['a receiver that does not exist', '"receivers":[0]', '"receivers":[2]', 'does not exist'],
    ['an agent below 0', '"receivers":[0]', '"receivers":[-1]', 'expected number to be >=0'],
    ['half an agent', '"receivers":[0]', '"receivers":[0.5]', 'expected int'],
    ['a blob of a pass to come', '"exported":[0]', '"exported":[7]', 'still to come'],
    ['a blob never exported', '["accept",0,0]', '["accept",0,1]', 'never exported'],
    ['an event of no kind', '["accept",0,0]', '["reject",0,0]', 'nvalid input'],
    ['an event with more to it', '["export"]', '["export",1]', 'nvalid input'],
    ['a write without its event', '[["write"],["export"]]', '[["export"]]', '0 writes of 1'],
    ['a restart as nobody', '"identity":"fresh"', '"identity":"stolen"', 'nvalid option'],
    ['a heal of no kind', '"until_quiescent"', '"until_done"', 'nvalid option'],
    ['half a strike', '"fired_count":2', '"fired_count":1.5', 'expected int'],
    ['deliveries of no type', '"type":"pass"', '"type":"gossip"', 'nvalid discriminator'],
  ])('is refused with the reason: %s', (_, from, to, reason) => {
    expect(text).toContain(from);
    expect(() => decodeEvidence(Buffer.from(text.replace(from, to)))).toThrow(reason);
  });
});
