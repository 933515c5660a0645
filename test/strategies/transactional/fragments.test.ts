import fc from 'fast-check';
import { expect, it } from 'vitest';
import { declaresAfter } from '../../../src/model/causality.js';
import type { Write } from '../../../src/model/write.js';
import { transactional } from '../../../src/strategies/transactional.js';
import { misplacedFragments } from '../support/expectations.js';
import { histories } from '../support/histories.js';
import { play } from '../support/play.js';
import { readingAfter } from '../support/replicas.js';

it('transactional puts every fragment after those that its writer declared to follow', async () => {
  const byDeclaration = (earlier: Write, later: Write): boolean =>
    declaresAfter(later, earlier.agent_id, earlier.op_id);
  const property = fc.asyncProperty(histories, async (history) => {
    const reading = await readingAfter(transactional, [(await play(transactional, history)).fulls]);
    expect(misplacedFragments(history, reading, byDeclaration)).toEqual([]);
  });
  await fc.assert(property, { numRuns: 300 });
});
