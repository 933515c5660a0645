// What the tests of the workloads ask of a script, and the options they lay one out with.

import type { Script } from '../../src/model/script.js';
import type { Write } from '../../src/model/write.js';
import { DEFAULT_MIXED } from '../../src/workloads/mixed.js';
import type { WorkloadOptions } from '../../src/workloads/workload.js';

/** Two agents, one round, unless said otherwise. */
export function optionsWith(overrides: Partial<WorkloadOptions> = {}): WorkloadOptions {
  return {
    ...{ agents: 2, rounds: 1, writes_per_agent: 1, seed: 1 },
    ...{ mixed: DEFAULT_MIXED, log_file: null, git: null },
    ...overrides,
  };
}

export function allWrites(script: Script): readonly Write[] {
  return script.rounds.flat(2);
}

/** The strings that a write sets, adds or appends. */
export function textsOf({ value }: Write): readonly string[] {
  return [value].flat().filter((text) => typeof text === 'string');
}

/** Every text fragment of the script, as often as it is written. */
export function fragmentsOf(script: Script): readonly string[] {
  return allWrites(script).flatMap((write) => (write.kind === 'append_text' ? [write.value] : []));
}

/** How often `part` occurs in `text`, overlaps included. */
export function occurrences(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) count += 1;
  return count;
}
