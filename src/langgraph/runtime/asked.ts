// An operation of a batch together with who asked for it. Plain data.

import type { Operation } from '@langchain/langgraph';
import type { Stamp } from './batched-store.js';
import type { Sorted } from './operations.js';

/** An operation, what it is, and who asked for it. */
export interface Asked {
  readonly operation: Operation;
  readonly sorted: Sorted;
  readonly stamp: Stamp;
  /** Operations that LangGraph handed on are those of several callers: one must not fail for another. */
  readonly handed_on: boolean;
}
