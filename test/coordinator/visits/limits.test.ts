import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Limit } from '../../../src/coordinator/visits/limits.js';
import { watchLimits } from '../../../src/coordinator/visits/limits.js';
import { buildConfiguration } from '../../support/study.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watch(deadline_ms: number, signal = new AbortController().signal) {
  const reached: Limit[] = [];
  const study = buildConfiguration({ deadline_ms });
  const lift = watchLimits({ signal, study }, (limit) => reached.push(limit));
  return { reached, lift };
}

it('reaches the deadline, once, and nothing after it', () => {
  const controller = new AbortController();
  const { reached } = watch(1_000, controller.signal);
  vi.advanceTimersByTime(999);
  expect(reached).toEqual([]);
  vi.advanceTimersByTime(1);
  controller.abort();
  expect(reached).toEqual(['deadline']);
});

it('reaches an interrupt, and then no deadline', () => {
  const controller = new AbortController();
  const { reached } = watch(1_000, controller.signal);
  controller.abort();
  vi.advanceTimersByTime(5_000);
  expect(reached).toEqual(['interrupt']);
});

it('reaches at once what has been interrupted before', () => {
  expect(watch(1_000, AbortSignal.abort()).reached).toEqual(['interrupt']);
});

it('reaches nothing once lifted', () => {
  const controller = new AbortController();
  const { reached, lift } = watch(1_000, controller.signal);
  lift();
  controller.abort();
  vi.advanceTimersByTime(5_000);
  expect(reached).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it('waits for a deadline beyond what a timer can count', () => {
  const { reached, lift } = watch(2 ** 40);
  vi.advanceTimersByTime(86_400_000);
  expect(reached).toEqual([]);
  lift();
});
