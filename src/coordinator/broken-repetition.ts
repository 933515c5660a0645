// A repetition whose strategy threw. Nothing can be read after that, but what was issued, delivered and struck
// until then is known: it is judged by that, and kept.

import type { Evidence } from '../verdict/evidence.js';
import type { Judgement } from '../verdict/judge.js';
import { judge } from '../verdict/judge.js';
import { ShardError } from './shard-link.js';

export interface BrokenRepetition {
  /** Up to where it broke. */
  readonly evidence: Evidence;
  readonly judgement: Judgement;
  /** All that an engine said as it broke, with its stack trace; null where none said anything. */
  readonly said: string | null;
}

export class BrokenRepetitionError extends ShardError {
  readonly broken: BrokenRepetition;

  constructor({ failure }: ShardError, evidence: Evidence) {
    super(failure);
    this.name = 'BrokenRepetitionError';
    this.broken = { evidence, judgement: judge(evidence), said: failure.said ?? null };
  }
}

/** What is to be thrown on: shards that died, hung or ran out of memory say nothing of the strategy's state. */
export function brokenBy(thrown: unknown, evidence: () => Evidence): unknown {
  if (!(thrown instanceof ShardError) || thrown.failure.code !== 'threw') return thrown;
  const { phase, message: reason } = thrown.failure;
  const { ledger, observations, attributes, faults } = evidence();
  return new BrokenRepetitionError(thrown, {
    ...{ ledger, observations, finals: [], attributes },
    ...(faults && { faults }),
    broken: { phase, reason },
  });
}
