// The peak resident memory of the process, which the Linux kernel keeps and lets us reset. Elsewhere, or
// where it may not be reset, there is no peak of this repetition to report, so nothing is reported.

import { writeFileSync } from 'node:fs';
import { readText, type ReadText } from './text-file.js';

export type PeakRssReset = 'reset' | 'unavailable';

/** Writing 5 sets the peak to what is resident now: see proc_pid_clear_refs(5). */
export function resetPeakRss(): PeakRssReset {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return 'reset';
  } catch {
    return 'unavailable';
  }
}

/** The peak since that reset in bytes; null where there was no reset or the kernel does not say. */
export function readPeakRssBytes(since: PeakRssReset, read: ReadText = readText): number | null {
  if (since === 'unavailable') return null;
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(read('/proc/self/status') ?? '')?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}
