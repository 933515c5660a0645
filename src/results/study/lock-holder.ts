// Who holds a lock, and whether that process still lives.

import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { readProcessStart } from '../../metrics/process-start.js';
import { readTool } from '../../metrics/tool.js';
import { codeOf } from './disk.js';

const holderSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** See {@link readProcessStart}. */
  started: z.string().nullable(),
  tool: z.string(),
});

export type Holder = Readonly<z.infer<typeof holderSchema>>;

/** `gone` is the file; `unreadable` what this tool did not write. */
export type HolderReading =
  | { readonly type: 'holder'; readonly holder: Holder }
  | { readonly type: 'gone' }
  | { readonly type: 'unreadable' };

/** This process. */
export function ourselves(): Holder {
  const { pid } = process;
  const tool = `mergestorm ${readTool().version}`;
  return { pid, host: hostname(), started: readProcessStart(pid), tool };
}

export function readHolder(path: string): HolderReading {
  try {
    const holder = holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { type: 'holder', holder };
  } catch (thrown) {
    return { type: codeOf(thrown) === 'ENOENT' ? 'gone' : 'unreadable' };
  }
}

/** Whether the process certainly does not live any more. Of other machines nothing is certain. */
export function isDead({ pid, host, started }: Holder): boolean {
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
    return codeOf(thrown) === 'ESRCH' ? 'none' : 'denied';
  }
}
