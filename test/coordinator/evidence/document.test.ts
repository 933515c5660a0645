import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEvidence } from '../../../src/coordinator/evidence/decode.js';
import { UnstorableEvidenceError } from '../../../src/coordinator/evidence/document.js';
import { encodeEvidence } from '../../../src/coordinator/evidence/encode.js';
import { MAX_VALUE_NESTING } from '../../../src/coordinator/evidence/json-value.js';
import type { Json } from '../../../src/model/json.js';
import type { Escalation, FieldReading } from '../../../src/model/reading.js';
import type { Evidence } from '../../../src/verdict/evidence.js';
import { judge } from '../../../src/verdict/judge.js';
import { CLEAN_MERGE, flawless, ledgerOf, reading, scalar } from '../../verdict/builders.js';
import { historiesOfAnyKind, ledgerOfHistory } from '../../verdict/histories.js';

const VISIT = 'mixed/crdt/mesh/batch/a2/t1#0';

function again(evidence: Evidence): Evidence {
  const decoded = decodeEvidence(encodeEvidence({ visit: VISIT, evidence }));
  expect(decoded.visit).toBe(VISIT);
  return decoded.evidence;
}

/** Evidence that ends with these claims, the digests as if the shard had made them. */
function claiming(fields: readonly unknown[], escalations: readonly unknown[] = []): Evidence {
  const digests = { content: '0'.repeat(64), reading: '1'.repeat(64) };
  const held = reading(fields as FieldReading[], escalations as Escalation[]);
  return flawless(CLEAN_MERGE, { finals: [{ reading: held, digests, agent_indexes: [0, 1] }] });
}

/** The document as text, changed, and read again. */
function reread(change: (text: string) => string): () => unknown {
  const text = encodeEvidence({ visit: VISIT, evidence: flawless(CLEAN_MERGE) }).toString();
  const changed = change(text);
  expect(changed).not.toBe(text);
  return () => decodeEvidence(Buffer.from(changed));
}

function nested(depth: number): Json {
  let value: Json = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe('evidence that was stored', () => {
  it('is judged exactly as before, whatever the history and whatever was claimed', () => {
    fc.assert(
      fc.property(historiesOfAnyKind, historiesOfAnyKind, (history, other) => {
        const ledger = ledgerOfHistory(history);
        const strange = flawless(ledgerOfHistory(other));
        for (const changed of [{}, { finals: strange.finals }, { observations: [] }]) {
          const evidence = flawless(ledger, changed);
          expect(judge(again(evidence))).toEqual(judge(evidence));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same to the byte for the same evidence, and after being read', () => {
    const evidence = flawless(CLEAN_MERGE);
    const bytes = encodeEvidence({ visit: VISIT, evidence });
    expect(encodeEvidence({ visit: VISIT, evidence: again(evidence) })).toEqual(bytes);
  });

  it('remembers which rounds were delivered', () => {
    const delivered = ledgerOf(['A'], { A: [scalar('s', 1)] });
    const evidence = flawless(delivered);
    expect(again(evidence).ledger.delivered).toBe(true);
    const text = encodeEvidence({ visit: VISIT, evidence }).toString();
    const lost = text.replace('[{"type":"everyone_to_everyone"}]', '[]');
    expect(decodeEvidence(Buffer.from(lost)).evidence.ledger.delivered).toBe(false);
  });

  it('keeps what an agent may write: whatever the key, whatever the depth, half of a surrogate pair in a claim', () => {
    const value = JSON.parse('{"__proto__":{"polluted":true},"a":[{}]}') as Json;
    const ledger = ledgerOf(['A'], { A: [scalar('s', value), scalar('t', nested(100))] });
    const evidence = flawless(ledger);
    const { ledger: kept } = again(evidence);
    expect(kept.rounds).toEqual(ledger.rounds);
    expect(JSON.stringify(kept.rounds)).toBe(JSON.stringify(ledger.rounds));
    expect(Object.hasOwn({}, 'polluted') || 'polluted' in {}).toBe(false);
    const half = claiming([{ field: 'x', kind: 'append_text', text: '\ud83d', spans: [] }]);
    expect(again(half).finals).toEqual(half.finals);
  });

  it('leaves out what a plug-in hangs on its readings', () => {
    const field = { field: 'x', kind: 'escalated' };
    const evidence = claiming([{ ...field, debug: () => 1 }]);
    expect(again(evidence).finals[0]?.reading.fields).toEqual([field]);
  });
});

describe('evidence with some bytes changed', () => {
  const bytes = encodeEvidence({ visit: VISIT, evidence: flawless(CLEAN_MERGE) });
  const place = fc.nat({ max: bytes.length - 1 });
  const damage = fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 });

  it('is refused with an error or judged, and nothing else happens', () => {
    fc.assert(
      fc.property(damage, (changes) => {
        const changed = Buffer.from(bytes);
        for (const [at, byte] of changes) changed[at] = byte;
        const verdict = verdictOf(changed);
        expect(['PASS', 'FAIL', 'UNKNOWN', 'refused']).toContain(verdict);
      }),
      { numRuns: 2_000 },
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

describe('a claim that would be read as another', () => {
  const author = ['A', 0];
  it.each([
    [
      'a text that is a number',
      claiming([{ field: 'x', kind: 'append_text', text: 1, spans: [] }]),
    ],
    ['a field without a name', claiming([{ kind: 'escalated' }])],
    ['no list of authors', claiming([{ field: 'x', kind: 'scalar', value: 1 }])],
    [
      'an element that is a list',
      claiming([{ field: 'x', kind: 'grow_set', elements: [[]], authors: [[]] }]),
    ],
    [
      'a value that is a date',
      claiming([{ field: 'x', kind: 'scalar', value: new Date(0), authors: [] }]),
    ],
    [
      'a value with a hole',
      claiming([{ field: 'x', kind: 'scalar', value: Array(1), authors: [] }]),
    ],
    ['a value with a NaN', claiming([{ field: 'x', kind: 'scalar', value: [NaN], authors: [] }])],
    [
      'a value that is too deep',
      claiming([{ field: 'x', kind: 'scalar', value: nested(MAX_VALUE_NESTING + 1), authors: [] }]),
    ],
    [
      'a length that is NaN',
      claiming([{ field: 'x', kind: 'append_text', text: '', spans: [{ length: NaN, author }] }]),
    ],
    [
      'an op id that is a bigint',
      claiming([{ field: 'x', kind: 'scalar', value: 1, authors: [['A', 1n]] }]),
    ],
    ['an unknown status', claiming([], [{ status: 'closed', field: 'x', contenders: [] }])],
    [
      'a contender of no kind',
      claiming(
        [],
        [
          {
            status: 'open',
            field: 'x',
            contenders: [{ agent_id: 'A', op_id: 0, kind: 'blob', value: 1 }],
          },
        ],
      ),
    ],
  ])('is refused when it is written: %s', (_, evidence) => {
    expect(() => encodeEvidence({ visit: VISIT, evidence })).toThrow(UnstorableEvidenceError);
  });

  it('is read back where it is nested as deep as a value may be', () => {
    const value = nested(MAX_VALUE_NESTING);
    const evidence = claiming(
      [],
      [
        {
          status: 'open',
          field: 'x',
          contenders: [{ agent_id: 'A', op_id: 0, kind: 'scalar', value }],
        },
      ],
    );
    expect(again(evidence).finals).toEqual(evidence.finals);
  });
});

describe('a document that no repetition left', () => {
  it.each<readonly [string, string, (text: string) => string]>([
    ['another key', 'nrecognized key', (text) => text.replace('{', '{"more":1,')],
    ['a prototype', 'nrecognized key', (text) => text.replace('{', '{"__proto__":{"visit":"x"},')],
    [
      'a newer version',
      'newer',
      (text) => text.replace('"schema_version":1', '"schema_version":2'),
    ],
    ['two agents of one name', 'unique', (text) => text.replace('["A","B"]', '["A","A"]')],
    [
      'a write of another agent',
      'a write of',
      (text) => text.replace('"agent_id":"A"', '"agent_id":"B"'),
    ],
    ['op ids out of order', 'do not increase', (text) => text.replace('"op_id":1', '"op_id":7')],
    ['an agent less', 'lists of writes', (text) => text.replace('["A","B"]', '["A"]')],
    [
      'a text that is a number',
      'expected string',
      (text) => text.replace(/"text":"[^"]*"/, '"text":5'),
    ],
    ['infinity', 'expected number', (text) => text.replace(/"length":\d+/, '"length":1e999')],
    ['infinity in a value', 'no JSON value', (text) => text.replace('"Project Sync"', '1e999')],
    ['a digest cut short', '64 hexadecimal', (text) => text.replace(/"content":"./, '"content":"')],
    ['half a document', 'JSON', (text) => text.slice(0, -20)],
    [
      'nesting',
      'nested',
      (text) => text.replace('"Project Sync"', `${'['.repeat(1e5)}${']'.repeat(1e5)}`),
    ],
    ['a list of everything', 'expected object', () => '[]'],
  ])('is refused with the reason: %s', (_, reason, change) => {
    expect(reread(change)).toThrow(reason);
  });

  it('is refused where its bytes are no text', () => {
    expect(() => decodeEvidence(Buffer.from([0x22, 0xff, 0x22]))).toThrow();
    expect(() => decodeEvidence(Buffer.alloc(0))).toThrow();
  });
});
