// Times a run of writes with one clock reading per write: the end of one is the start of the next. A lap
// therefore holds the write, one clock reading and one store, about 30 ns that calibration reports. The
// readings are stored raw and become latencies after the timed loop; subtracting and recording inside it
// would double the cost and put it into the very latencies that are measured. (Per lap here: 31 ns; with
// the subtraction in the loop 50; with `performance.now` 37 and a second clock to reconcile.)

import { elapsedNs, nowNs, type Clock } from './clock.js';
import type { LatencyHistogram } from './histogram.js';

export class LapRecorder {
  readonly #histogram: LatencyHistogram;
  readonly #capacity: number;
  readonly #clock: Clock;
  readonly #readings_ns: BigInt64Array;
  #laps = 0;

  /**
   * @param capacity laps held before any must be recorded, at 8 bytes each. Choose it as large as the
   * timed loop is long: one lap more, and all are recorded outside every lap but inside the loop.
   */
  constructor(histogram: LatencyHistogram, capacity: number, clock: Clock = nowNs) {
    this.#histogram = histogram;
    this.#capacity = capacity;
    this.#clock = clock;
    this.#readings_ns = new BigInt64Array(capacity + 2);
  }

  /** Begins the first lap now. */
  start(): void {
    this.flush();
    this.#readings_ns[0] = this.#clock();
  }

  /** Ends a lap and begins the next. */
  lap(): void {
    this.#laps += 1;
    this.#readings_ns[this.#laps] = this.#clock();
    if (this.#laps > this.#capacity) this.start();
  }

  /** Records the laps so far in the histogram. The next lap needs a new start. */
  flush(): void {
    for (let lap = 1; lap <= this.#laps; lap += 1) {
      const started_ns = this.#readings_ns[lap - 1] ?? 0n;
      this.#histogram.record(elapsedNs(started_ns, this.#readings_ns[lap] ?? started_ns));
    }
    this.#laps = 0;
  }
}
