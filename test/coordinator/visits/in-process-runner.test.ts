import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createInProcessRunner } from '../../../src/coordinator/visits/in-process-runner.js';
import { createVisitRunner } from '../../../src/coordinator/visits/runner-of.js';
import { entryFault } from '../../../src/results/study/entry-schema.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { buildContext, firstVisit, pluginStudy, runFirst } from './visit-context.js';

const threads = [{ type: 'count', count: 2 }] as const;

describe('a visit in this process', () => {
  it('comes to an entry that the journal takes, with its evidence on disk', async () => {
    const context = await buildContext({ isolate: 'none' });
    const entry = await runFirst(createVisitRunner(context), context);
    expect(entryFault(entry)).toBeNull();
    expect(entry.record).toMatchObject({ status: 'ok', warnings: ['careful'] });
    expect(existsSync(join(context.folder, entry.evidence?.path ?? 'none'))).toBe(true);
  });

  it('says the same as one in a process of its own', async () => {
    const [here, there] = await Promise.all(
      (['none', 'process'] as const).map(async (isolate) => {
        const context = await buildContext({ isolate, seed: 9, workloads: ['mixed'] });
        return runFirst(createVisitRunner(context), context);
      }),
    );
    expect(lasting(here?.record)).toEqual(lasting(there?.record));
    expect(here?.finals).toEqual(there?.finals);
    expect(here?.evidence?.sha256).toBe(there?.evidence?.sha256);
  });

  it('is recorded as crashed where a plug-in claims what no record can hold', async () => {
    const study = { ...pluginStudy('ends-oddly.mjs', 'claims too little'), threads };
    const context = await buildContext(study);
    const entry = await runFirst(createInProcessRunner(context), context);
    expect(entry).toMatchObject({ record: { status: 'crashed' }, finals: [], evidence: null });
    expect(entry.record.note).toContain('model_calls');
  });

  it('is ended at its deadline and recorded as a timeout', async () => {
    const study = { ...pluginStudy('faulty.mjs', 'hangs'), threads, deadline_ms: 1_000 };
    const context = await buildContext(study);
    const { record } = await runFirst(createInProcessRunner(context), context);
    expect(record).toMatchObject({ status: 'timeout', note: 'no result after 1000 ms' });
  });

  it('comes to nothing where it is interrupted', async () => {
    const study = { ...pluginStudy('faulty.mjs', 'hangs'), threads };
    const context = await buildContext(study, AbortSignal.abort());
    const end = await createInProcessRunner(context).run(firstVisit(context));
    expect(end).toEqual({ type: 'interrupted' });
  });
});

/** What of a record is the same wherever and whenever it is executed. */
function lasting(record: RepetitionRecord | undefined) {
  const measured = /_(ns|second|skew|ratio|efficiency|at)$|^(histograms|peak_|gc_|parallel_)/;
  return Object.entries(record ?? {}).filter(([column]) => !measured.test(column));
}
