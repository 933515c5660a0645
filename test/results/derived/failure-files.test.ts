import { describe, expect, it } from 'vitest';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import { failureFiles } from '../../../src/results/derived/failure-files.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { analysedByHand, buildAnalysedStudy } from '../build-analysed-study.js';
import { buildStudyManifest, buildStudyRecord } from '../build-study.js';

function studyOf(...changes: readonly Partial<RepetitionRecord>[]): AnalysedStudy {
  const records = changes.map((change, repetition) => ({
    ...buildStudyRecord('clean_merge', 'crdt', 4, repetition),
    ...change,
  }));
  return analysedByHand(buildStudyManifest(), records);
}

async function pathsOf(study: AnalysedStudy): Promise<readonly string[]> {
  return (await failureFiles(study)).map(({ path }) => path);
}

describe('failures/', () => {
  it('is empty where all is as expected, baselines that fail included', async () => {
    expect(await pathsOf(buildAnalysedStudy())).toEqual([]);
  });

  it('has a file for each repetition that failed, came to no verdict or did not end well', async () => {
    const study = studyOf(
      {},
      { verdict: 'FAIL' },
      { verdict: 'UNKNOWN' },
      { status: 'timeout', verdict: 'UNKNOWN', note: 'after 60 s' },
    );
    expect(await pathsOf(study)).toEqual(
      [1, 2, 3].map((n) => `failures/clean_merge-crdt-mesh-batch-a4-tauto#${n}.json`),
    );
  });

  it('has a baseline that crashed: it was expected to fail, not to die', async () => {
    const crashed = studyOf({ status: 'crashed', verdict: 'UNKNOWN', expectation: 'fail' });
    expect(await pathsOf(crashed)).toHaveLength(1);
  });

  it('goes by what the study expects, not by what the strategy does', async () => {
    const failed = studyOf({ verdict: 'FAIL', expectation: 'fail' });
    expect(await pathsOf(failed)).toEqual([]);
    const cells = failed.cells.map((cell) => ({ ...cell, expectation: 'pass' as const }));
    expect(await pathsOf({ ...failed, cells })).toHaveLength(1);
  });

  it('says which repetition it was, what is wrong and how to see it again', async () => {
    const findings = [{ check: 'survival', verdict: 'FAIL', reasons: ['"tags" lost 1'] }] as const;
    const [file] = await failureFiles(studyOf({ verdict: 'FAIL', findings, note: null }));
    expect(JSON.parse(file?.content ?? '')).toMatchObject({
      cell_id: 'clean_merge/crdt/mesh/batch/a4/tauto',
      repetition: 0,
      verdict: 'FAIL',
      findings,
      reproduce: expect.stringContaining('mergestorm run --strategy crdt') as string,
    });
  });
});
