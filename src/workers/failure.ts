import { messageOf, UserError } from '../model/problem.js';
import { explain } from './panics.js';
import type { ShardCommand, ShardFailure } from './protocol.js';

/** Enough for a reason and a stack trace. */
const MAX_SAID_CHARACTERS = 8 * 1024;

/**
 * What a shard answers where carrying out a command threw.
 * @param panic what an engine said as it broke; null where none did
 */
export function failureOf(
  thrown: unknown,
  command: ShardCommand,
  panic: string | null = null,
): ShardFailure {
  const said = panic?.slice(0, MAX_SAID_CHARACTERS) ?? null;
  const message = explain(thrown, said);
  return { code: codeOf(thrown), phase: command.type, message, ...(said !== null && { said }) };
}

/** An engine whose WASM memory is exhausted says so in words; so does V8 when an allocation fails. */
function codeOf(thrown: unknown): ShardFailure['code'] {
  if (thrown instanceof UserError) return 'plugin';
  const outOfMemory =
    /out of memory|allocation failed|memory access out of bounds|could not allocate/i;
  return outOfMemory.test(messageOf(thrown)) ? 'out_of_memory' : 'threw';
}
