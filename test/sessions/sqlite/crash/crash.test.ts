import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STORE_METHODS } from '../../../../src/sessions/operations/registry.js';
import { COMMIT_CALL, CRASH_CALLS, referenceLife } from './support/crash-calls.js';
import type { CrashStore, Death } from './support/crash-child.js';
import { dyingAt } from './support/crash-child.js';
import { crashProblems } from './support/crash-problems.js';

const AT_ONCE = 2;
/** Some seventy processes, one after the other on a busy machine. */
const PATIENCE_MS = 180_000;
const reference = referenceLife();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mergestorm-crash-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Found {
  readonly dies_at: number;
  readonly death: Death;
  readonly problems: readonly string[];
}

/** One process per point, two at a time. */
async function dieAtEach(points: readonly number[], store: CrashStore): Promise<readonly Found[]> {
  const found: Found[] = [];
  const waiting = [...points];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const path = join(folder, `${store}-${next}.db`);
      const death = await dyingAt(path, next, store);
      found.push({ dies_at: next, death, problems: crashProblems(path, death, reference) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found.sort((left, right) => left.dies_at - right.dies_at);
}

/** Before a call nothing has happened since the end of the one before: such a point is shown once. */
const INSIDE = [...reference.points.keys()].filter(
  (index) => index === 0 || reference.points[index]?.point.type !== 'before',
);

function pointsOf(call: number): readonly number[] {
  return INSIDE.filter((index) => reference.points[index]?.call === call);
}

describe('a process that is killed inside the store', () => {
  it('is killed in every method', () => {
    expect([...new Set(CRASH_CALLS.map(({ method }) => method))].sort()).toEqual(
      [...STORE_METHODS].sort(),
    );
    expect(reference.answers.filter(({ ok }) => !ok)).toEqual([]);
  });

  it(
    'leaves each call done or not begun, at every point, and a file to go on with',
    async () => {
      const found = await dieAtEach(INSIDE, 'sound');
      expect(found.flatMap(({ problems }) => problems)).toEqual([]);
      const died = found.map(({ death }) => ({
        call: death.acknowledged.length,
        point: death.died_at,
      }));
      expect(died).toEqual(INSIDE.map((index) => reference.points[index]));
    },
    PATIENCE_MS,
  );

  it('is told from one whose commit is two transactions', async () => {
    const found = await dieAtEach(pointsOf(COMMIT_CALL), 'two_transactions');
    const problems = found.flatMap((one) => one.problems);
    expect(problems).toContainEqual(expect.stringMatching(`^after ${COMMIT_CALL} calls`));
  });

  it('is told from one that answers before it has written', async () => {
    const queueing = CRASH_CALLS.findIndex(({ method }) => method === 'enqueueWork');
    const found = await dieAtEach(pointsOf(queueing), 'early_answers');
    const problems = found.flatMap((one) => one.problems);
    expect(problems).toContainEqual(expect.stringMatching(`^after ${queueing + 1} calls`));
  });
});
