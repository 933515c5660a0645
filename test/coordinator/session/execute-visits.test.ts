import { describe, expect, it } from 'vitest';
import type { AnyVisit } from '../../../src/coordinator/plan.js';
import { visitIdOf, visitsOf } from '../../../src/coordinator/plan.js';
import { executeVisits } from '../../../src/coordinator/session/execute-visits.js';
import { cellIdOf } from '../../../src/coordinator/study.js';
import type { VisitEnd } from '../../../src/coordinator/visits/visit-runner.js';
import { EXIT, UserError } from '../../../src/model/problem.js';
import type { JournalEntry } from '../../../src/results/study/entry.js';
import { buildRecord } from '../../results/build-record.js';
import { SeenRepetitions } from '../../../src/results/study/seen-repetitions.js';
import { buildConfiguration } from '../../support/study.js';

const STUDY = buildConfiguration({ agents: [2, 4], runs: 3 });

function entryOf({ cell, repetition }: AnyVisit): JournalEntry {
  const record = buildRecord({ cell_id: cellIdOf(cell), repetition });
  return { record, finals: [], evidence: null, blobs: null, stderr_tail: null };
}

/** Executes the study with a runner that ends as it is told, and says what was journalled. */
async function execute(
  endOf: (visit: AnyVisit, count: number) => VisitEnd,
  options: { finished?: SeenRepetitions; append?: (entry: JournalEntry) => void } = {},
) {
  const journal: string[] = [];
  const events: string[] = [];
  let count = 0;
  const run = executeVisits({
    study: STUDY,
    finished: options.finished ?? new SeenRepetitions(),
    runner: { run: (visit) => Promise.resolve(endOf(visit, (count += 1))) },
    append: (entry) => {
      options.append?.(entry);
      journal.push(`${entry.record.cell_id}#${entry.record.repetition}`);
    },
    listener: {
      visitStarts: (visit) => events.push(`start ${visitIdOf(visit)} at ${journal.length}`),
      visitEnds: (visit) => events.push(`end ${visitIdOf(visit)} at ${journal.length}`),
    },
    signal: new AbortController().signal,
  });
  const outcome = await run.catch((thrown: unknown) => thrown);
  return { outcome, journal, events };
}

const finish = (visit: AnyVisit): VisitEnd => ({ type: 'finished', entry: entryOf(visit) });
const ALL = [...visitsOf(STUDY)].map(visitIdOf);

describe('executing a study', () => {
  it('journals every visit once, in the order of the plan', async () => {
    const { outcome, journal } = await execute(finish);
    expect(outcome).toBe('complete');
    expect(journal).toEqual(ALL);
  });

  it('says that a visit has ended only when it is in the journal', async () => {
    const { events } = await execute(finish);
    expect(events.slice(0, 4)).toEqual([
      `start ${ALL[0] ?? ''} at 0`,
      `end ${ALL[0] ?? ''} at 1`,
      `start ${ALL[1] ?? ''} at 1`,
      `end ${ALL[1] ?? ''} at 2`,
    ]);
  });

  it('executes only what is not in the journal yet', async () => {
    const finished = new SeenRepetitions();
    for (const { cell, repetition } of [...visitsOf(STUDY)].slice(0, 7)) {
      finished.add(cellIdOf(cell), repetition);
    }
    const { journal } = await execute(finish, { finished });
    expect(journal).toEqual(ALL.slice(7));
  });

  it('leaves an interrupted visit out of the journal and stops', async () => {
    const { outcome, journal } = await execute((visit, count) =>
      count === 4 ? { type: 'interrupted' } : finish(visit),
    );
    expect(outcome).toBe('interrupted');
    expect(journal).toEqual(ALL.slice(0, 3));
  });

  it('stops at once where the journal cannot be written', async () => {
    const full = new UserError(EXIT.io, {
      what: 'disk full',
      where: 'cells.jsonl',
      remedy: 'free some',
    });
    const { outcome, journal, events } = await execute(finish, {
      append: () => {
        throw full;
      },
    });
    expect(outcome).toBe(full);
    expect(journal).toEqual([]);
    expect(events).toHaveLength(1);
  });
});
