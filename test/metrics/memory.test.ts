import { runInThisContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { MemoryPeaks, readThreadMemory } from '../../src/metrics/memory.js';

function peaksOf(samples: readonly (readonly [heap: number, external: number])[]) {
  const queue = samples.map(([heap_bytes, external_bytes]) => ({ heap_bytes, external_bytes }));
  const peaks = new MemoryPeaks(() => queue.shift() ?? { heap_bytes: 0, external_bytes: 0 });
  for (let sample = 1; sample < samples.length; sample += 1) peaks.sample();
  return peaks.peaks();
}

describe('MemoryPeaks', () => {
  it('keeps the largest heap and the largest external memory, though they were never held together', () => {
    expect(
      peaksOf([
        [10, 5],
        [30, 1],
        [20, 9],
        [1, 1],
      ]),
    ).toEqual({ peak_heap_bytes: 30, peak_external_bytes: 9 });
  });

  it('counts the moment it begins', () => {
    expect(peaksOf([[7, 3]])).toEqual({ peak_heap_bytes: 7, peak_external_bytes: 3 });
  });

  it('counts the moment it is asked', () => {
    const readings = [1, 50].map((bytes) => ({ heap_bytes: bytes, external_bytes: bytes }));
    const peaks = new MemoryPeaks(() => readings.shift() ?? { heap_bytes: 0, external_bytes: 0 });
    expect(peaks.peaks()).toEqual({ peak_heap_bytes: 50, peak_external_bytes: 50 });
  });

  it('sees memory outside the heap, WebAssembly included', () => {
    const before = readThreadMemory();
    const memory = runInThisContext('new WebAssembly.Memory({ initial: 256 })') as {
      readonly buffer: ArrayBuffer;
    };
    expect(readThreadMemory().external_bytes - before.external_bytes).toBeGreaterThanOrEqual(
      memory.buffer.byteLength,
    );
  });
});
