// Who lives, for all threads of a race at once: the incarnation each agent is in, in shared memory. A holder is
// looked up here as a process of this host would be by its number and start time.

import type { ProcessLookup } from '../operation.js';
import type { Owner } from '../terms.js';

const DEAD = -1;
/** No process has the number 0. */
const FIRST_PID = 1;

/** One number per agent; can be posted to threads. */
export function createLives(agents: number): SharedArrayBuffer {
  return new SharedArrayBuffer(agents * Int32Array.BYTES_PER_ELEMENT);
}

export class Lives implements ProcessLookup {
  readonly #incarnations: Int32Array;
  readonly #host: string;

  /** `host` names the race: of the holders of another one nothing is known. */
  constructor(memory: SharedArrayBuffer, host: string) {
    this.#incarnations = new Int32Array(memory);
    this.#host = host;
  }

  begin(agent: number, incarnation: number): void {
    Atomics.store(this.#incarnations, agent, incarnation);
  }

  end(agent: number): void {
    Atomics.store(this.#incarnations, agent, DEAD);
  }

  endAll(): void {
    this.#incarnations.forEach((_, agent) => {
      this.end(agent);
    });
  }

  /** An agent's process has a number from its index, and its incarnation for a start time. */
  ownerOf(agent: number, incarnation: number, kind: Owner['liveness']['type']): Owner {
    const host = this.#host;
    return {
      owner_id: `${host}/agent-${agent}`,
      incarnation_id: String(incarnation),
      liveness:
        kind === 'opaque'
          ? { type: 'opaque' }
          : {
              type: 'local_process',
              host,
              boot_id: host,
              pid: agent + FIRST_PID,
              started: `${incarnation}`,
            },
    };
  }

  isDefinitelyDead({ liveness }: Owner): boolean {
    if (liveness.type === 'opaque' || liveness.host !== this.#host) return false;
    return Atomics.load(this.#incarnations, liveness.pid - FIRST_PID) !== Number(liveness.started);
  }
}
