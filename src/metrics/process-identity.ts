// Which process is meant by a lock on disk, and whether it still lives: ids of processes are used again.

import { hostname } from 'node:os';
import { readProcessStart } from './process-start.js';

export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** See {@link readProcessStart}; null where the system does not tell. */
  readonly started: string | null;
}

export function ourProcess(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), started: readProcessStart(process.pid) };
}

/** Whether the process certainly does not live any more. Of other machines nothing is certain. */
export function isDead({ pid, host, started }: ProcessIdentity): boolean {
  if (host !== hostname()) return false;
  const answer = signal(pid);
  if (answer === 'none') return true;
  const started_now = readProcessStart(pid);
  if (started === null || (started_now === null && answer === 'denied')) return false;
  return started_now !== started;
}

/** `denied`: the process is another user's, who may hide more of it. */
function signal(pid: number): 'reached' | 'denied' | 'none' {
  try {
    process.kill(pid, 0);
    return 'reached';
  } catch (thrown) {
    return isMissing(thrown) ? 'none' : 'denied';
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH';
}
