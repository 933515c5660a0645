// How a visit ended, from how its process did. Pure: what was observed goes in, what it means comes out.

import { EXIT } from '../../model/problem.js';
import type { UserError } from '../../model/problem.js';
import type { JournalEntry } from '../../results/study/entry.js';

/** What the process said last; `unreadable` is what is not a message, or none that it may send. */
export type Answer =
  | { readonly type: 'none' }
  | { readonly type: 'finished'; readonly entry: JournalEntry }
  | { readonly type: 'unusable'; readonly error: UserError }
  | { readonly type: 'unreadable'; readonly reason: string };

/** All that was observed of a process that is over. */
export interface ProcessEnd {
  readonly answer: Answer;
  /** Why we killed it, if we did. */
  readonly killed: 'interrupt' | 'deadline' | 'answer' | null;
  /** Null where a signal ended it. */
  readonly exit_code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last that it said on stderr. */
  readonly stderr: string;
  /** How many processes of the control group the kernel killed meanwhile for lack of memory; null where unknown. */
  readonly oom_kills: number | null;
}

export interface Failure {
  readonly type: 'failed';
  readonly status: 'crashed' | 'timeout' | 'oom';
  /** One line for people. */
  readonly reason: string;
}

export type Conclusion =
  | { readonly type: 'finished'; readonly entry: JournalEntry }
  | { readonly type: 'unusable'; readonly error: UserError }
  | { readonly type: 'interrupted' }
  | Failure;

/** A result that was delivered counts, whatever became of its process afterwards. */
export function conclusionOf(end: ProcessEnd, deadline_ms: number): Conclusion {
  const { answer, killed } = end;
  if (answer.type === 'finished' || answer.type === 'unusable') return answer;
  if (killed === 'interrupt') return { type: 'interrupted' };
  if (killed === 'deadline') {
    return failed('timeout', `no result after ${deadline_ms} ms, its process was killed`);
  }
  if (answer.type === 'unreadable') {
    return failed('crashed', `its process answered with what is no result: ${answer.reason}`);
  }
  return deathOf(end);
}

/** Of a process that ended by itself and left no answer. */
function deathOf(end: ProcessEnd): Failure {
  const { exit_code, signal, stderr } = end;
  const error = lastErrorIn(stderr);
  if (isAbort(end) && HEAP_EXHAUSTED.test(stderr)) {
    return failed('oom', 'its process ran out of heap');
  }
  if (exit_code === UNCAUGHT && error !== null && MEMORY_EXHAUSTED.test(error)) {
    return failed('oom', `its process ran out of memory: ${error}`);
  }
  if (signal === 'SIGKILL') return killedByOthers(end);
  if (isAbort(end))
    return failed('crashed', `its process aborted (${signal ?? `exit code ${exit_code}`})`);
  if (signal !== null) return failed('crashed', `its process was ended by ${signal}`);
  const cause = exit_code === EXIT.ok || error === null ? '' : `: ${error}`;
  return failed(
    'crashed',
    `its process ended without a result, with exit code ${exit_code}${cause}`,
  );
}

function killedByOthers({ oom_kills }: ProcessEnd): Failure {
  if (oom_kills !== null && oom_kills > 0) {
    return failed('oom', 'the kernel killed its process for lack of memory');
  }
  const may = 'the kernel may have been short of memory';
  return failed('crashed', `its process was killed from outside (SIGKILL): ${may}`);
}

/** What Node exits with after an error that nothing caught. */
const UNCAUGHT = 1;

/** V8's last words. */
const HEAP_EXHAUSTED = /JavaScript heap out of memory|Fatal process out of memory/;

/** How engines and V8 say that memory outside the heap is exhausted, WebAssembly's for one. */
const MEMORY_EXHAUSTED =
  /out of memory|allocation failed|could not allocate|maximum memory size exceeded|unable to grow instance memory/i;

const ABORT_SIGNALS: ReadonlySet<string | null> = new Set(['SIGABRT', 'SIGTRAP', 'SIGILL']);
/** 128 and the number of the signal, as shells and Windows tell it. */
const ABORT_CODES: ReadonlySet<number | null> = new Set([132, 133, 134]);

/** V8 ends a process by abort() or by an illegal instruction, whichever it was built with. */
function isAbort({ signal, exit_code }: ProcessEnd): boolean {
  return ABORT_SIGNALS.has(signal) || ABORT_CODES.has(exit_code);
}

const MAX_ERROR_CHARS = 200;

/** The last line that names an error, as Node prints one that nothing caught. */
function lastErrorIn(stderr: string): string | null {
  const line = stderr.split('\n').findLast((text) => /^(?:Uncaught )?\w*Error\b.*:/.test(text));
  return line === undefined ? null : line.slice(0, MAX_ERROR_CHARS).trimEnd();
}

function failed(status: Failure['status'], reason: string): Failure {
  return { type: 'failed', status, reason };
}
