// Configurations side by side, each kept once: of those that no later call can tell apart, the one with the earliest
// clock.

import type { Configuration } from './configuration.js';
import { keyOfConfiguration } from './configuration.js';
import type { Likeness } from './likeness.js';

export class Configurations {
  readonly #session_id: string;
  readonly #likeness: Likeness;
  readonly #by_key = new Map<string, Configuration>();

  constructor(session_id: string, likeness: Likeness) {
    this.#session_id = session_id;
    this.#likeness = likeness;
  }

  /** Whether it is new, or earlier than the one that was kept. */
  keep(configuration: Configuration): boolean {
    const key = keyOfConfiguration(this.#session_id, configuration, this.#likeness);
    const known = this.#by_key.get(key);
    if (known && known.low_ms <= configuration.low_ms) return false;
    this.#by_key.set(key, configuration);
    return true;
  }

  get size(): number {
    return this.#by_key.size;
  }

  get all(): readonly Configuration[] {
    return [...this.#by_key.values()];
  }
}
