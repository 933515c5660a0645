import { describe, expect, it } from 'vitest';
import { decodeEvidence } from '../../../src/coordinator/evidence/decode.js';
import { encodeEvidence } from '../../../src/coordinator/evidence/encode.js';
import { replayHistory } from '../../../src/coordinator/replay/replay.js';
import { crdt } from '../../../src/strategies/crdt.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import type { Evidence } from '../../../src/verdict/evidence.js';
import { drawHistory } from '../replay/build-history.js';

const VISIT = 'mixed/crdt/gossip/batch/a4/t1#0';

/** Of a history with passes, restarts and late blobs, or with a race. */
async function evidenceOf(style: 'storm' | 'race'): Promise<Evidence> {
  const drawn = drawHistory(2, { agents: 4, rounds: 2, writes: 2, style });
  const fault = {
    fault: 'drop=10%',
    planned_count: 3,
    fired_count: 2,
    observed_count: 2,
    note: null,
  };
  return {
    ...(await replayHistory(drawn, crdt, { seed: 1, model: pickSmallest })),
    faults: [fault, { ...fault, note: 'one copy arrived' }],
    heal: { type: 'until_quiescent', passes: 3, bound: null, reason: 'nothing bounds it' },
    detection: {
      ...{ damaged_count: 4, detected_count: 3 },
      ...{ changed_and_thrown_count: 0, silently_changed_count: 1 },
    },
  };
}

describe('evidence of a partial, lossy or racing exchange', () => {
  it.each(['storm', 'race'] as const)('is read back as it was, to the byte: %s', async (style) => {
    const evidence = await evidenceOf(style);
    const bytes = encodeEvidence({ visit: VISIT, evidence });
    const again = decodeEvidence(bytes).evidence;
    expect({ ...again, ledger: again.ledger.entries() }).toEqual({
      ...evidence,
      ledger: evidence.ledger.entries(),
    });
    expect(encodeEvidence({ visit: VISIT, evidence: again })).toEqual(bytes);
  });

  it.each([
    ['"type":"pass"', '"type":"passed"'],
    ['"identity":"fresh"', '"identity":"stolen"'],
    [/"exported":\[\d/, '"exported":[99'],
    [/"senders":\[\d/, '"senders":[-1'],
    ['"planned_count":3', '"planned_count":0.5'],
    ['"type":"until_quiescent"', '"type":"never"'],
    ['"damaged_count":4', '"damaged_count":"4"'],
    ['"heal":{', '"heal":{"more":1,'],
  ])('is refused where %s is %s', async (sound, forged) => {
    const text = encodeEvidence({ visit: VISIT, evidence: await evidenceOf('storm') }).toString();
    const changed = text.replace(sound, forged);
    expect(changed).not.toBe(text);
    expect(() => decodeEvidence(Buffer.from(changed))).toThrow();
  });
});
