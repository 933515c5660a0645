// Whose writes these are, where a program says so. What a scope has seen is kept elsewhere (scopes.ts), per
// store: nothing here knows of stores.

import { AsyncLocalStorage } from 'node:async_hooks';
import { beginSpan, endSpan } from './moments.js';
import type { Span } from './moments.js';
import { StoreError } from './store-error.js';

/** One line of work: a call of `actingAs`, or of `actingApart`. */
export interface Acting {
  /** Null where it is whoever acts around it. */
  readonly agent_id: string | null;
  readonly span: Span;
  /** The line of work that this one was begun in. */
  readonly outer: Acting | null;
}

const current = new AsyncLocalStorage<Acting>();

/**
 * Runs `fn`; what it, and all that it starts, writes to a store is written by that agent. Reads and writes
 * within one call belong together: a write supersedes what the same call has read.
 * @throws StoreError `bad_agent_id` where the id is not a text or is empty
 */
export function actingAs<Result>(agentId: string, fn: () => Result): Result {
  checkAgentId(agentId);
  return begin(agentId, fn);
}

/** Runs `fn` as a line of work of its own, by whoever acts around it: what runs beside it has not seen it. */
export function actingApart<Result>(fn: () => Result): Result {
  return begin(null, fn);
}

/** The innermost line of work that the caller is part of. */
export function currentActing(): Acting | null {
  return current.getStore() ?? null;
}

/** Who acts, of all that is around; null where nobody said. */
export function agentActing(acting: Acting | null): string | null {
  return acting === null ? null : (acting.agent_id ?? agentActing(acting.outer));
}

export function checkAgentId(agentId: unknown): asserts agentId is string {
  if (typeof agentId === 'string' && agentId !== '') return;
  throw new StoreError('bad_agent_id', {
    what: 'no agent id',
    where: typeof agentId,
    remedy: 'an agent id is a text that is not empty',
  });
}

function begin<Result>(agent_id: string | null, fn: () => Result): Result {
  const acting: Acting = { agent_id, span: beginSpan(), outer: currentActing() };
  return current.run(acting, () => endedWith(acting.span, fn));
}

/** A span ends when what it covers has returned, and where that is a promise, when that has settled. */
function endedWith<Result>(span: Span, fn: () => Result): Result {
  const end = (): void => {
    endSpan(span);
  };
  try {
    const result = fn();
    if (isThenable(result)) result.then(end, end);
    else end();
    return result;
  } catch (thrown) {
    end();
    throw thrown;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}
