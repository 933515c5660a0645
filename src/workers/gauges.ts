// Everything one shard measures: one histogram per phase, peaks of memory, garbage collections.

import { GcMeter } from '../metrics/gc.js';
import { LatencyHistogram } from '../metrics/histogram.js';
import { LapRecorder } from '../metrics/laps.js';
import { MemoryPeaks } from '../metrics/memory.js';
import type { ShardMeasurements } from './protocol.js';

export class ShardGauges {
  readonly apply = new LatencyHistogram();
  readonly export = new LatencyHistogram();
  readonly import = new LatencyHistogram();
  readonly read = new LatencyHistogram();
  readonly response = new LatencyHistogram();
  readonly envelope = new LatencyHistogram();
  readonly memory = new MemoryPeaks();
  readonly #gc = new GcMeter();

  start(): void {
    this.#gc.start();
    this.memory.sample();
  }

  /** A recorder with room for a phase of so many writes, so that none is recorded inside timed work. */
  lapsFor(writes: number): LapRecorder {
    return new LapRecorder(this.apply, writes);
  }

  async stop(): Promise<ShardMeasurements> {
    return {
      apply: this.apply.portable(),
      export: this.export.portable(),
      import: this.import.portable(),
      read: this.read.portable(),
      response: this.response.portable(),
      envelope: this.envelope.portable(),
      ...this.memory.peaks(),
      ...(await this.#gc.stop()),
    };
  }
}
