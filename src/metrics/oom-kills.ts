// Whether the kernel has killed for lack of memory. A process that it killed cannot tell, and its signal is
// the one that anybody can send; but the control group counts.

import { groupsOf } from './cgroup.js';
import type { Controller } from './cgroup.js';
import { readText, type ReadText } from './text-file.js';

interface Counter extends Controller {
  readonly file: string;
}

/** The count is a line `oom_kill N` in both versions of Linux control groups. */
const COUNTERS: readonly Counter[] = [
  { name: '', root: '/sys/fs/cgroup', file: 'memory.events' },
  { name: 'memory', root: '/sys/fs/cgroup/memory', file: 'memory.oom_control' },
];

/** Processes of this process's control group that were killed for lack of memory; null where nobody counts. */
export function readOomKills(read: ReadText = readText): number | null {
  for (const counter of COUNTERS) {
    for (const group of groupsOf(counter, read).toReversed()) {
      const kills = /^oom_kill (\d+)$/m.exec(read(`${group}/${counter.file}`) ?? '')?.[1];
      if (kills !== undefined) return Number(kills);
    }
  }
  return null;
}
