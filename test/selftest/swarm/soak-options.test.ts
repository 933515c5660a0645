import { describe, expect, it } from 'vitest';
import { readSoakOptions } from '../../../src/selftest/swarm/soak-options.js';

const USUAL = { first_seed: 1, seed_count: 1_000, time_limit_min: 15, detail: 'alarms' };

describe('what the soak is told', () => {
  it('is a thousand seeds where nothing is said', () => {
    expect(readSoakOptions([])).toEqual(USUAL);
  });

  it('is how many seeds, and how long at most', () => {
    const options = readSoakOptions(['5000', '--minutes', '60']);
    expect(options).toEqual({ ...USUAL, seed_count: 5_000, time_limit_min: 60 });
  });

  it('is one seed, with all that it draws', () => {
    const options = readSoakOptions(['--seed', '17']);
    expect(options).toEqual({ ...USUAL, first_seed: 17, seed_count: 1, detail: 'each_seed' });
  });

  it.each([['0'], ['many'], ['-5'], ['1.5'], ['--sed', '4'], ['--seed'], ['--minutes', 'x']])(
    'is refused in one line where it says nothing: %s',
    (...words) => {
      expect(() => readSoakOptions(words)).toThrow(/^bad option of the soak: .*--seed N/);
    },
  );
});
