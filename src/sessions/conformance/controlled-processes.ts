// Processes that die when a case says so. No process is looked up.

import type { ProcessLookup } from '../operation.js';
import type { Owner } from '../terms.js';

export class ControlledProcesses implements ProcessLookup {
  readonly #dead = new Set<number>();

  /** From now on the process of that number is gone. */
  die(pid: number): void {
    this.#dead.add(pid);
  }

  isDefinitelyDead({ liveness }: Owner): boolean {
    return liveness.type === 'local_process' && this.#dead.has(liveness.pid);
  }
}
