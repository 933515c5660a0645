// How one repetition ended: with a result, or with a status and the reason why there is none.

import { EXIT, messageOf, UserError } from '../model/problem.js';
import type { Status } from '../model/verdict.js';
import type { ShardFailure } from '../workers/protocol.js';
import type { BrokenRepetition } from './broken-repetition.js';
import { BrokenRepetitionError } from './broken-repetition.js';
import type { RepetitionResult } from './repetition-plan.js';
import { ShardError } from './shard-link.js';

export type RepetitionOutcome =
  | { readonly status: 'ok'; readonly result: RepetitionResult }
  | {
      readonly status: Exclude<Status, 'ok'>;
      readonly reason: string;
      /** What is known of it all the same, where it was the strategy that threw. */
      readonly broken?: BrokenRepetition;
    };

const STATUS_OF_FAILURE: Readonly<Record<ShardFailure['code'], Exclude<Status, 'ok'>>> = {
  threw: 'crashed',
  died: 'crashed',
  plugin: 'crashed',
  out_of_memory: 'oom',
  timeout: 'timeout',
  interrupted: 'interrupted',
};

/** @throws UserError again where the input, not the repetition, is at fault. */
export function outcomeOf(thrown: unknown): RepetitionOutcome {
  if (thrown instanceof ShardError) {
    const { code, phase, message } = thrown.failure;
    const broken = thrown instanceof BrokenRepetitionError ? thrown.broken : null;
    const status = STATUS_OF_FAILURE[code];
    return { status, reason: `${phase}: ${message}`, ...(broken && { broken }) };
  }
  if (thrown instanceof UserError && thrown.exit_code === EXIT.resources) {
    return { status: 'refused', reason: thrown.message };
  }
  if (thrown instanceof UserError) throw thrown;
  return { status: 'crashed', reason: `coordinator: ${messageOf(thrown)}` };
}
