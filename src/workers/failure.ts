import { messageOf, UserError } from '../model/problem.js';
import type { ShardCommand, ShardFailure } from './protocol.js';

/** What a shard answers where carrying out a command threw. */
export function failureOf(thrown: unknown, command: ShardCommand): ShardFailure {
  return { code: codeOf(thrown), phase: command.type, message: messageOf(thrown) };
}

/** An engine whose WASM memory is exhausted says so in words; so does V8 when an allocation fails. */
function codeOf(thrown: unknown): ShardFailure['code'] {
  if (thrown instanceof UserError) return 'plugin';
  const outOfMemory =
    /out of memory|allocation failed|memory access out of bounds|could not allocate/i;
  return outOfMemory.test(messageOf(thrown)) ? 'out_of_memory' : 'threw';
}
