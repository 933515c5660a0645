import { describe, expect, it } from 'vitest';
import { LatencyHistogram, summarise } from '../../src/metrics/histogram.js';
import { LapRecorder } from '../../src/metrics/laps.js';

/** A clock wound by hand, and a histogram that takes a second of it to record one latency. */
class SlowHistogram extends LatencyHistogram {
  readonly #clock: HandClock;

  constructor(clock: HandClock) {
    super();
    this.#clock = clock;
  }

  override record(ns: number): void {
    super.record(ns);
    this.#clock.wind(1_000_000_000);
  }
}

class HandClock {
  #now_ns = 5_000n;
  readonly read = () => this.#now_ns;

  wind(ns: number): void {
    this.#now_ns += BigInt(ns);
  }
}

function timeWrites(writes_ns: readonly number[], capacity: number) {
  const clock = new HandClock();
  const histogram = new SlowHistogram(clock);
  const laps = new LapRecorder(histogram, capacity, clock.read);
  laps.start();
  for (const ns of writes_ns) {
    clock.wind(ns);
    laps.lap();
  }
  laps.flush();
  return summarise(histogram.portable());
}

describe('LapRecorder', () => {
  it('records each write from the end of the one before', () => {
    expect(timeWrites([100, 200, 700], 10)).toMatchObject({
      count: 3,
      mean_ns: 1_000 / 3,
      min_ns: 100,
      p50_ns: 200,
      max_ns: 700,
    });
  });

  it('does not count its own recording in the next lap when the buffer fills', () => {
    expect(timeWrites([100, 200, 300, 400, 500], 2)).toMatchObject({
      count: 5,
      mean_ns: 300,
      max_ns: 500,
    });
  });

  it('records nothing inside a loop as long as its capacity', () => {
    const clock = new HandClock();
    const histogram = new SlowHistogram(clock);
    const laps = new LapRecorder(histogram, 3, clock.read);
    laps.start();
    for (let write = 0; write < 3; write += 1) laps.lap();
    expect(histogram.portable().count).toBe(0);
    laps.flush();
    expect(histogram.portable().count).toBe(3);
  });

  it('records nothing twice when it is flushed twice', () => {
    const clock = new HandClock();
    const histogram = new LatencyHistogram();
    const laps = new LapRecorder(histogram, 4, clock.read);
    laps.start();
    laps.lap();
    laps.flush();
    laps.flush();
    expect(histogram.portable().count).toBe(1);
  });

  it('keeps the laps of one stretch when the next one starts, and not the pause between them', () => {
    const clock = new HandClock();
    const histogram = new LatencyHistogram();
    const laps = new LapRecorder(histogram, 4, clock.read);
    laps.start();
    clock.wind(10);
    laps.lap();
    clock.wind(9_999);
    laps.start();
    clock.wind(30);
    laps.lap();
    laps.flush();
    expect(histogram.portable()).toMatchObject({ count: 2, min_ns: 10, max_ns: 30 });
  });

  it('reads the monotonic clock unless told otherwise', () => {
    const histogram = new LatencyHistogram();
    const laps = new LapRecorder(histogram, 3);
    laps.start();
    for (let write = 0; write < 8; write += 1) laps.lap();
    laps.flush();
    expect(histogram.portable().count).toBe(8);
  });
});
