import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeApart } from '../../../src/coordinator/replay/parts.js';
import { rebuild } from '../../../src/coordinator/replay/rebuild.js';
import { replayHistory } from '../../../src/coordinator/replay/replay.js';
import { createRandom } from '../../../src/model/random.js';
import { lww } from '../../../src/strategies/lww.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import type { LedgerEntries } from '../../../src/verdict/ledger.js';
import { Ledger } from '../../../src/verdict/ledger.js';
import { adds, after, scalar } from '../../verdict/builders.js';
import { drawHistory, history, pass } from './build-history.js';

/** The history without the parts that `leaves` picks by their numbers. */
function without(entries: LedgerEntries, ...numbers: readonly number[]): LedgerEntries | null {
  const parts = takeApart(entries);
  const all = Array.from({ length: parts.count }, (_, id) => id);
  return rebuild(parts, new Set(all.filter((id) => !numbers.includes(id))));
}

const AGENTS = ['A', 'B', 'C'];

describe('a history rebuilt from its parts', () => {
  it.each(['mesh', 'partial', 'storm'] as const)('is the same where all are kept: %s', (style) => {
    const drawn = drawHistory(5, { agents: 4, rounds: 3, writes: 2, style });
    expect(without(drawn)).toEqual(drawn);
  });

  it('of a race is without the blobs that nobody accepted, and the same from then on', () => {
    const once = without(drawHistory(5, { agents: 4, rounds: 3, writes: 2, style: 'race' }));
    expect(without(once ?? history([]))).toEqual(once);
  });

  it('is a history that the ledger takes and a strategy lives through, whatever is left out', async () => {
    const seeds = fc.integer({ min: 0, max: 1_000 });
    const styles = fc.constantFrom('mesh', 'partial', 'storm', 'race');
    const shares = fc.constantFrom(0.3, 0.6, 0.9);
    await fc.assert(
      fc.asyncProperty(seeds, styles, shares, async (seed, style, share) => {
        const parts = takeApart(drawHistory(seed, { agents: 4, rounds: 3, writes: 2, style }));
        const random = createRandom(seed);
        const all = Array.from({ length: parts.count }, (_, id) => id);
        const kept = new Set(all.filter(() => random.fraction() < share));
        const entries = rebuild(parts, kept) ?? history([]);
        expect(Ledger.from(entries).entries()).toEqual(entries);
        await replayHistory(entries, lww, { seed: 1, model: pickSmallest });
      }),
      { numRuns: 150 },
    );
  });

  it('counts passes anew, and keeps one that a late blob was exported in', () => {
    const three = history(AGENTS, {
      writes: { 0: [scalar('x', 1)] },
      deliveries: [pass(0, [0, 1]), pass(1, [1, 2]), pass(2, [0, 2, 1])],
    });
    // Agents 0 to 2, boundary 3, write 4, then the arrivals.
    expect(without(three, 5)?.rounds[0]?.deliveries).toEqual([pass(0, [1, 2]), pass(1, [0, 2, 0])]);
    expect(without(three, 6)?.rounds[0]?.deliveries).toEqual([
      pass(0, [0, 1]),
      pass(1),
      pass(2, [0, 2, 1]),
    ]);
  });

  it('loses an agent with all that it took part in, and what declares to follow it', () => {
    const entries = history(AGENTS, {
      writes: { 0: [scalar('x', 1)], 1: [after(scalar('x', 2), ['A', 0])], 2: [adds('t', 1)] },
      deliveries: [pass(0, [0, 1], [1, 2])],
    });
    expect(without(entries, 0)).toEqual({
      agents: ['B', 'C'],
      rounds: [
        {
          writes: [
            [{ agent_id: 'B', op_id: 0, field: 'x', kind: 'scalar', value: 2 }],
            [{ agent_id: 'C', op_id: 0, field: 't', kind: 'grow_set', value: [1] }],
          ],
          deliveries: [pass(0, [0, 1])],
        },
      ],
    });
    expect(without(entries, 0, 1, 2)).toBeNull();
  });

  it('drops the agents that have nothing left to do, but not where all receive from all', () => {
    const entries = history(AGENTS, {
      writes: { 0: [scalar('x', 1)] },
      deliveries: [{ type: 'everyone_to_everyone' }],
    });
    expect(without(entries)?.agents).toEqual(AGENTS);
    expect(without(entries, 5)?.agents).toEqual(['A']);
  });

  it('keeps of a race only the blobs that are accepted, and none of a race without', () => {
    const race = history(['A', 'B'], {
      writes: { 0: [scalar('x', 1)], 1: [scalar('x', 2)] },
      deliveries: [
        {
          type: 'race',
          timelines: [
            [['export'], ['write'], ['export']],
            [['accept', 0, 0], ['accept', 0, 1], ['write']],
          ],
        },
      ],
    });
    // Agents 0 and 1, boundary 2, writes 3 and 4, then what B accepted.
    expect(without(race, 5, 4)?.rounds[0]?.deliveries).toEqual([
      { type: 'race', timelines: [[['write'], ['export']], [['accept', 0, 0]]] },
    ]);
    expect(without(race, 5, 6)?.rounds[0]?.deliveries).toEqual([pass(0)]);
  });

  it('ends with an exchange, if need be one that reaches nobody', () => {
    const entries = history(['A', 'B'], {
      writes: { 0: [scalar('x', 1)] },
      deliveries: [pass(0, [0, 1])],
    });
    // Agents 0 and 1, boundary 2, write 3, arrival 4.
    expect(without(entries, 4)).toMatchObject({
      agents: ['A'],
      rounds: [{ deliveries: [pass(0)] }],
    });
  });

  it('joins a round to the one before, and loses one in which nothing happens', () => {
    const rounds = history(
      ['A', 'B'],
      { writes: { 0: [scalar('x', 1)] } },
      { writes: { 0: [scalar('x', 2)] }, deliveries: [pass(0, [0, 1])] },
      { writes: { 1: [scalar('x', 3)] } },
    );
    // Agents 0 and 1; boundary 2 and write 3; boundary 4, write 5, arrival 6; boundary 7, write 8.
    const joined = without(rounds, 4, 8);
    expect(joined?.rounds).toHaveLength(1);
    expect(joined?.rounds[0]?.writes[0]?.map(({ value }) => value)).toEqual([1, 2]);
    expect(joined?.rounds[0]?.deliveries).toEqual([pass(0, [0, 1])]);
  });
});
