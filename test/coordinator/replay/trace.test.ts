import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrate } from '../../../src/coordinator/replay/narration.js';
import { traceOf } from '../../../src/coordinator/replay/trace.js';
import { adds, after, appends, scalar } from '../../verdict/builders.js';
import { drawHistory, history, pass } from './build-history.js';

const EVERYTHING = history(
  ['A', 'B'],
  {
    writes: { 0: [scalar('x', 1)], 1: [after(adds('tags', 'b'), ['A', 0])] },
    deliveries: [
      pass(0, [0, 1]),
      { type: 'restart', agent_index: 1, exported: 0, identity: 'reused' },
      pass(1, [1, 0, 0]),
      { type: 'everyone_to_everyone' },
      { type: 'restart', agent_index: 0, exported: null, identity: 'fresh' },
    ],
  },
  {
    writes: { 0: [appends('notes', 'done')] },
    deliveries: [{ type: 'race', timelines: [[['write'], ['export']], [['accept', 0, 0]]] }],
  },
);

describe('a trace', () => {
  it('has a line of JSON for every event, in order', () => {
    expect(traceOf(EVERYTHING)).toEqual([
      '{"event":"agents","agents":["A","B"]}',
      '{"round":0,"event":"write","agent":"A","op_id":0,"field":"x","kind":"scalar","value":1}',
      '{"round":0,"event":"write","agent":"B","op_id":0,"field":"tags","kind":"grow_set","value":["b"],"happens_after":[["A",0]]}',
      '{"round":0,"event":"pass","pass":0,"accepted":1}',
      '{"round":0,"event":"accept","pass":0,"agent":"B","from":"A","exported":0}',
      '{"round":0,"event":"restart","agent":"B","exported":0,"identity":"reused"}',
      '{"round":0,"event":"pass","pass":1,"accepted":1}',
      '{"round":0,"event":"accept","pass":1,"agent":"A","from":"B","exported":0}',
      '{"round":0,"event":"everyone_receives_from_everyone","pass":2}',
      '{"round":0,"event":"restart","agent":"A","exported":null,"identity":"fresh"}',
      '{"round":0,"event":"round_ends"}',
      '{"round":1,"event":"race_begins"}',
      '{"round":1,"event":"write","agent":"A","op_id":1,"field":"notes","kind":"append_text","value":"done"}',
      '{"round":1,"event":"race_export","agent":"A","blob":0}',
      '{"round":1,"event":"race_accept","agent":"B","from":"A","blob":0}',
      '{"round":1,"event":"round_ends"}',
    ]);
  });

  it('tells beside each pass and race what was no delivery, and why', () => {
    const lost = { round: 0, pass: 1, sender: 0, receiver: 1, exported: 1, code: null } as const;
    const plain = traceOf(EVERYTHING);
    const told = traceOf(EVERYTHING, [
      { ...lost, end: 'dropped' },
      { ...lost, exported: 0, end: 'rejected', code: 'damaged' },
      { ...lost, round: 1, pass: null, exported: 0, end: 'rejected', code: 'stale' },
      { ...lost, round: 1, pass: null, end: 'pending' },
    ]);
    expect(told.filter((line) => !plain.includes(line))).toEqual([
      '{"round":0,"event":"dropped","pass":1,"agent":"B","from":"A","exported":1}',
      '{"round":0,"event":"rejected","pass":1,"agent":"B","from":"A","exported":0,"code":"damaged"}',
      '{"round":1,"event":"race_rejected","agent":"B","from":"A","blob":0,"code":"stale"}',
      '{"round":1,"event":"pending","agent":"B","from":"A","exported":1}',
    ]);
    expect(told.filter((line) => plain.includes(line))).toEqual(plain);
    expect(told.findIndex((line) => line.includes('"dropped"'))).toBe(
      told.findIndex((line) => line.includes('"accept","pass":1')) + 1,
    );
  });

  it('is the same for the same history, and another for any other', () => {
    const seeds = fc.integer({ min: 0, max: 40 });
    const styles = fc.constantFrom('mesh', 'partial', 'storm', 'race');
    const drawings = fc.tuple(seeds, styles).map(([seed, style]) => {
      return drawHistory(seed, { agents: 2, rounds: 1, writes: 1, style });
    });
    fc.assert(
      fc.property(drawings, drawings, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(traceOf(one).join('\n') === traceOf(other).join('\n')).toBe(same);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a history told to people', () => {
  it('is a sentence for every event', () => {
    expect(narrate(EVERYTHING)).toEqual([
      'A writes scalar x = 1',
      'B adds ["b"] to grow_set tags',
      "B receives A's blob of pass 0",
      'B restarts from its own blob of pass 0, under its old identity',
      "A receives B's blob of pass 0 in pass 1",
      "everyone receives everyone's blob of pass 2",
      'A restarts with nothing, under a fresh identity',
      'A appends "done" to append_text notes',
      'A exports blob 0',
      "B receives A's blob 0",
    ]);
  });

  it('never moves a cursor, and cuts what is long', () => {
    const hostile = history(['\u001b[2J\u202e'], {
      writes: { 0: [scalar('a\nb', 'x'.repeat(500)), adds('t', 'y'.repeat(500), 'z'.repeat(500))] },
    });
    for (const line of narrate(hostile)) {
      expect(line).toMatch(/^[\p{L}\p{N}\p{P}\p{S} ]{1,200}$/u);
    }
  });
});
