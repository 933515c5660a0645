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

  it('has a folder for each repetition that failed, came to no verdict or did not end well', async () => {
    const study = studyOf(
      {},
      { verdict: 'FAIL' },
      { verdict: 'UNKNOWN' },
      { status: 'timeout', verdict: 'UNKNOWN', note: 'after 60 s' },
    );
    expect(await pathsOf(study)).toEqual(
      [1, 2, 3].flatMap((n) => {
        const folder = `failures/clean_merge-crdt-mesh-batch-a4-tauto#${n}`;
        return [`${folder}/failure.json`, `${folder}/how-to.txt`];
      }),
    );
  });

  it('has a baseline that crashed: it was expected to fail, not to die', async () => {
    const crashed = studyOf({ status: 'crashed', verdict: 'UNKNOWN', expectation: 'fail' });
    expect(await pathsOf(crashed)).toHaveLength(2);
  });

  it('goes by what the study expects, not by what the strategy does', async () => {
    const failed = studyOf({ verdict: 'FAIL', expectation: 'fail' });
    expect(await pathsOf(failed)).toEqual([]);
    const cells = failed.cells.map((cell) => ({ ...cell, expectation: 'pass' as const }));
    expect(await pathsOf({ ...failed, cells })).toHaveLength(2);
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

  it('tells people what is wrong and which commands show it again', async () => {
    const reproduce = 'mergestorm run --strategy crdt --threads 2 --seed 7';
    const findings = [{ check: 'survival', verdict: 'FAIL', reasons: ['"tags" lost 1'] }] as const;
    expect(await howToOf({ verdict: 'FAIL', findings, reproduce })).toBe(
      `clean_merge/crdt/mesh/batch/a4/tauto, repetition 0: FAIL

What is wrong:
  survival: FAIL
    "tags" lost 1

Execute it again, as it was executed:
  mergestorm run --strategy crdt --threads 2 --seed 7

Simulate it: one thread, virtual time, the same every time:
  mergestorm run --strategy crdt --threads 0 --seed 7

Replay what happened, and find the smallest part of it that fails; in this folder:
  mergestorm replay . --shrink

In this folder:
  failure.json   which repetition it was, its findings, and what became of its contributions
  trace.jsonl    every event of its history in order, one JSON object a line: write; pass and
                 accept; everyone_receives_from_everyone; restart; race_begins, race_export and
                 race_accept; round_ends. The first line names the evidence file with the ledger.
`,
    );
  });

  it('promises no history of what left none, and simulates what named no threads', async () => {
    const change = {
      status: 'crashed',
      verdict: 'UNKNOWN',
      note: 'exited',
      findings: [],
      reproduce: 'run',
    } as const;
    const text = await howToOf(change);
    expect(text).toContain('repetition 0: crashed, UNKNOWN\n');
    expect(text).toContain('  exited\n');
    expect(text).toContain('  run --threads 0\n');
    expect(text).not.toContain('trace.jsonl');
    expect(text).not.toContain('replay .');
  });

  it('replays with its plug-in where its strategy or its model is one', async () => {
    const failed = [{ verdict: 'FAIL' }] as const;
    const replay = 'mergestorm replay . --shrink --load-plugins\n';
    expect(await howToOf(failed[0])).not.toContain('--load-plugins');
    const url = 'file:///tmp/mine.mjs';
    const cell_id = `clean_merge/${url}/mesh/batch/a4/tauto`;
    const strategies = { strategies: [{ type: 'plugin', url }] };
    expect(await howToOf({ ...failed[0], cell_id }, strategies)).toContain(replay);
    expect(await howToOf(failed[0], strategies)).not.toContain('--load-plugins');
    expect(await howToOf(failed[0], { model: { type: 'plugin', url } })).toContain(replay);
  });

  it('looks for no smaller part where nothing failed, and for no damaged bytes in a history', async () => {
    expect(await howToOf({ verdict: 'UNKNOWN' })).toContain('  mergestorm replay .\n');
    const detection = {
      ...{ damaged_count: 2, detected_count: 1 },
      ...{ changed_and_thrown_count: 0, silently_changed_count: 1 },
    };
    expect(await howToOf({ verdict: 'FAIL', detection })).toContain(
      'Replay what happened, without 2 damaged blobs handed over raw; in this folder:\n',
    );
  });

  it('names a simulation once, and threads once in either spelling', async () => {
    const simulated = await howToOf({ verdict: 'FAIL', reproduce: 'run --threads 0 --seed 7' });
    expect(simulated.match(/--threads/g)).toHaveLength(1);
    expect(simulated).toContain('Simulate it again: it is the same every time:\n');
    const race = await howToOf({ verdict: 'FAIL', reproduce: 'race --threads=2 --seed=7' });
    expect(race).toContain('  race --threads 0 --seed=7\n');
  });

  it('offers the history up to where it broke, and does not look for a smaller one', async () => {
    const findings = [{ check: 'identity', verdict: 'FAIL', reasons: ['it broke'] }] as const;
    const text = await howToOf({ status: 'crashed', verdict: 'FAIL', findings, note: 'x' });
    expect(text).toContain('until it broke; in this folder:\n  mergestorm replay .\n');
    expect(text).toContain('trace.jsonl');
    expect(text).not.toContain('--shrink');
  });

  it('moves no cursor, whatever a strategy claimed', async () => {
    const findings = [
      { check: 'survival', verdict: 'FAIL', reasons: ['\u001b[2Jx\n\u202e'] },
    ] as const;
    const text = await howToOf({ verdict: 'FAIL', findings, reproduce: 'run\nrm' });
    expect(text).toContain('    \\u001b[2Jx\\u000a\\u202e\n');
    expect(text).toContain('  run\\u000arm\n');
  });
});

/** @param settings of the study, as its manifest has them. */
async function howToOf(change: Partial<RepetitionRecord>, settings: object = {}): Promise<string> {
  const study = studyOf(change);
  const { manifest } = study;
  const files = await failureFiles({
    ...study,
    manifest: { ...manifest, study: { ...manifest.study, ...settings } },
  });
  return files.find(({ path }) => path.endsWith('how-to.txt'))?.content ?? '';
}
