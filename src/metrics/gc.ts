// Garbage collections of one thread while the meter runs. Node tells of a collection only when the thread
// next returns to its event loop, so stopping waits for that: a synchronous stop would miss everything
// that happened in the stretch of work it is meant to measure.

import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

export interface GcTotals {
  readonly gc_count: number;
  readonly gc_pause_ns: number;
}

/** One use: start, work, stop. */
export class GcMeter {
  #count = 0;
  #pause_ms = 0;
  readonly #observer = new PerformanceObserver((list) => {
    this.#add(list.getEntries());
  });

  start(): void {
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** Waits for collections that have happened and are not told yet; blocks nothing else meanwhile. */
  async stop(): Promise<GcTotals> {
    await setImmediate();
    this.#add(this.#observer.takeRecords());
    this.#observer.disconnect();
    return { gc_count: this.#count, gc_pause_ns: Math.round(this.#pause_ms * 1e6) };
  }

  #add(collections: readonly { readonly duration: number }[]): void {
    this.#count += collections.length;
    for (const { duration } of collections) this.#pause_ms += duration;
  }
}
