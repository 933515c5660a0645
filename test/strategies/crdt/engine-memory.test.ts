import { describe, expect, it } from 'vitest';
import { EngineMemory } from '../../../src/strategies/crdt/engine-memory.js';

/** The steps in which room was reserved while an engine took so much, so many times. */
function steps(bytes: number, times: number): readonly number[] {
  const reserved: number[] = [];
  const memory = new EngineMemory((zeros) => reserved.push(zeros.length));
  for (let use = 0; use < times; use += 1) memory.expect(bytes);
  return reserved;
}

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((left, right) => left + right, 0);

describe('room in the memory of an engine', () => {
  it('is not reserved where little is taken', () => {
    expect(steps(10_000, 1000)).toEqual([]);
  });

  it('is reserved in few steps, ahead of what is taken', () => {
    const reserved = steps(10_000, 20_000);
    expect(reserved.length).toBeLessThan(50);
    expect(sum(reserved)).toBeGreaterThan(20_000 * 10_000);
  });

  it('is never reserved for more than tens of megabytes at once', () => {
    expect(Math.max(...steps(1e9, 3))).toBeLessThan(40e6);
  });
});
