// When a process was started: with its number, what tells it from a later process of the same number.

import { readText, type ReadText } from './text-file.js';

/** Places among the fields behind the command's name (proc_pid_stat(5), fields 3 and 22). */
const STATE = 0;
const STARTTIME = 19;

/** Killed, and only waiting for its parent to notice. */
const ENDED_STATES = ['Z', 'X', 'x'];

/**
 * Boot and clock tick of a living process's start, as text to compare; null where there is no such process
 * or this system does not say.
 */
export function readProcessStart(pid: number, read: ReadText = readText): string | null {
  const stat = read(`/proc/${pid}/stat`);
  // The name stands in brackets and may hold spaces and brackets of its own.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state, ticks] = [fields[STATE], fields[STARTTIME]];
  if (state === undefined || ticks === undefined || ENDED_STATES.includes(state)) return null;
  const boot = read('/proc/sys/kernel/random/boot_id')?.trim() ?? 'boot';
  return `${boot}/${ticks}`;
}
