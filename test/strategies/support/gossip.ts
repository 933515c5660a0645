// Random gossip: writes, exports and imports in any order, blobs that come late, twice or in batches, and
// agents that begin again from an old blob of theirs. Kept apart from any strategy: a blob is imported only
// where its sender's promise holds, so what every replica knows at any moment is known here too.

import fc from 'fast-check';
import { closeHappensAfter } from '../../../src/model/causality.js';
import type { Dot, Write } from '../../../src/model/write.js';
import { dotKey, dotOf } from '../../../src/model/write.js';
import type { Draft } from './histories.js';
import { AGENTS, anyDraft, statusDraft, writeOf } from './histories.js';

/** Agents and blobs are picked by number; numbers beyond what there is wrap around. */
export type Step =
  | { readonly type: 'write'; readonly agent: number; readonly write: Write }
  | { readonly type: 'export'; readonly agent: number; readonly scope: 'full' | 'delta' }
  /** The sender answers the receiver's version now; what it answers may arrive later. */
  | {
      readonly type: 'pull';
      readonly from: number;
      readonly to: number;
      readonly delivery: 'now' | 'late';
    }
  /** Blobs exported earlier arrive in one batch, in this order, some of them perhaps again. */
  | { readonly type: 'deliver'; readonly blobs: readonly number[]; readonly to: number }
  /** Begins again from one of its own full blobs, or from nothing where it has none or -1 is picked. */
  | { readonly type: 'restart'; readonly agent: number; readonly blob: number };

export interface Gossip {
  readonly agents: readonly string[];
  readonly steps: readonly Step[];
}

type DraftedStep = Exclude<Step, { type: 'write' }> | WriteStep;
type WriteStep = { readonly type: 'write'; readonly agent: number; readonly draft: Draft };

interface Shape {
  readonly most_agents: number;
  readonly draft: fc.Arbitrary<Draft>;
  readonly restart_weight: number;
}

/** Gossip of 2 to 6 agents in up to 40 steps. */
export const gossips = gossipOf({ most_agents: 6, draft: anyDraft, restart_weight: 1 });

/** Of few agents who write one scalar all the time, and are restarted often: every overwriting counts. */
export const contention = gossipOf({ most_agents: 4, draft: statusDraft, restart_weight: 3 });

function gossipOf(shape: Shape): fc.Arbitrary<Gossip> {
  return fc
    .integer({ min: 2, max: shape.most_agents })
    .chain((agents) =>
      fc
        .array(stepAmong(agents, shape), { minLength: 4, maxLength: 40, size: 'max' })
        .map((steps) => closed(AGENTS.slice(0, agents), steps)),
    );
}

function stepAmong(agents: number, shape: Shape): fc.Arbitrary<DraftedStep> {
  const agent = fc.nat(agents - 1);
  const blob = fc.nat(30);
  const write = fc.record({ type: typed('write'), agent, draft: shape.draft });
  const scope = fc.constantFrom('full' as const, 'full' as const, 'delta' as const);
  const delivery = fc.constantFrom('now' as const, 'now' as const, 'late' as const);
  const blobs = fc.array(blob, { minLength: 1, maxLength: 4 });
  const fromBlob = fc.integer({ min: -1, max: 30 });
  return fc.oneof(
    { weight: 5, arbitrary: write },
    { weight: 2, arbitrary: fc.record({ type: typed('export'), agent, scope }) },
    { weight: 5, arbitrary: fc.record({ type: typed('pull'), from: agent, to: agent, delivery }) },
    { weight: 4, arbitrary: fc.record({ type: typed('deliver'), blobs, to: agent }) },
    {
      weight: shape.restart_weight,
      arbitrary: fc.record({ type: typed('restart'), agent, blob: fromBlob }),
    },
  );
}

function typed<T extends string>(type: T): fc.Arbitrary<T> {
  return fc.constant(type);
}

/** Numbers the writes and closes what they declare; a write is of a later round than all before it. */
function closed(agents: readonly string[], drafted: readonly DraftedStep[]): Gossip {
  const earlier: Dot[] = [];
  const steps = drafted.map((step): Step => {
    if (step.type !== 'write') return step;
    const write = writeOf(step.draft, agents[step.agent] ?? '', earlier);
    earlier.push(dotOf(write));
    return { type: 'write', agent: step.agent, write };
  });
  const writes = steps.flatMap((step) => (step.type === 'write' ? [step.write] : []));
  const histories = agents.map((agent_id) => ({
    agent_id,
    writes: writes
      .map((write, round) => ({ round, write }))
      .filter(({ write }) => write.agent_id === agent_id),
  }));
  const byDot = new Map(
    closeHappensAfter(histories)
      .flat()
      .map((write) => [dotKey(...dotOf(write)), write]),
  );
  return {
    agents,
    steps: steps.map((step) =>
      step.type === 'write'
        ? { ...step, write: byDot.get(dotKey(...dotOf(step.write))) ?? step.write }
        : step,
    ),
  };
}
