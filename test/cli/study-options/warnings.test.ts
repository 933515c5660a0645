import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { warningsFor } from '../../../src/cli/study-options.js';
import { buildStudy } from '../../support/study.js';

const MANY = availableParallelism() + 1;

describe('warnings about a study', () => {
  it('are none for one that uses what the machine has', () => {
    expect(
      warningsFor(buildStudy({ threads: [{ type: 'auto' }, { type: 'inline' }] }), {}),
    ).toEqual([]);
  });

  it('name the most threads of all where they are more than cores', () => {
    const threads = [{ type: 'count', count: 1 }, { type: 'per_agent' }] as const;
    const [warning] = warningsFor(buildStudy({ threads, agents: [1, MANY] }), {});
    expect(warning).toMatch(new RegExp(`^${MANY} threads on ${MANY - 1} cores: `));
  });
});
