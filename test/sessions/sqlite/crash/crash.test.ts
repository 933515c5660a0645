import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STORE_METHODS } from '../../../../src/sessions/operations/registry.js';
import { COMMIT_CALL, CRASH_CALLS, referenceLife } from './support/crash-calls.js';
import type { CrashStore, Death } from './support/crash-child.js';
import { dyingAt } from './support/crash-child.js';
import { remainsAtEachPoint } from './support/crash-copy.js';
import { crashProblems } from './support/crash-problems.js';

const AT_ONCE = 2;
/** Of the points at which a process is really killed: one in so many. */
const KILLED_SHARE = 8;
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

function passedAt({ acknowledged, died_at }: Death) {
  return { call: acknowledged.length, point: died_at };
}

describe('what a process leaves behind', () => {
  it('is looked at in every method', () => {
    expect([...new Set(CRASH_CALLS.map(({ method }) => method))].sort()).toEqual(
      [...STORE_METHODS].sort(),
    );
    expect(reference.answers.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('has each call done or not begun, at every point, and can be gone on with', () => {
    const remains = remainsAtEachPoint(join(folder, 'copied.db'));
    expect(remains.map(({ death }) => passedAt(death))).toEqual(reference.points);
    const problems = remains.flatMap(({ path, death }) => crashProblems(path, death, reference));
    expect(problems).toEqual([]);
  });
});

describe('a process that is killed inside the store', () => {
  it('leaves each call done or not begun, and a file to go on with', async () => {
    const points = INSIDE.filter((_, index) => index % KILLED_SHARE === 0);
    const found = await dieAtEach(points, 'sound');
    expect(found.flatMap(({ problems }) => problems)).toEqual([]);
    expect(found.map(({ death }) => passedAt(death))).toEqual(
      points.map((index) => reference.points[index]),
    );
  });

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
