import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureTraces } from '../../../src/coordinator/replay/failure-traces.js';
import { analyseStudy } from '../../../src/results/analysis/analyse.js';
import { failureFiles } from '../../../src/results/derived/failure-files.js';
import { writeDerived } from '../../../src/results/derived/write.js';
import { readRecords, readStudy } from '../../../src/results/study/read-study.js';
import { studyFolder } from '../../cli/replay-study.js';
import { useTemporaryFolder } from '../../results/study/temporary-folder.js';

const folder = useTemporaryFolder();
const BOTH = ['lww', 'crdt'].map((name) => ({ type: 'built_in', name }) as const);

/** Writes failures/ of the folder as a report does; what there was to be told. */
async function reportFailures(): Promise<readonly string[]> {
  const { manifest, records } = readRecords(folder.path);
  const study = analyseStudy(manifest, records);
  const notices: string[] = [];
  const traces = failureTraces(study, readStudy(folder.path), (text) => notices.push(text));
  writeDerived(folder.path, await failureFiles(study), traces);
  return notices;
}

function contents(): Readonly<Record<string, string>> {
  const files = readdirSync(join(folder.path, 'failures'), {
    recursive: true,
    withFileTypes: true,
  });
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.path.length + 1), readFileSync(path, 'utf8')]),
  );
}

describe('traces of failures', () => {
  it('stand in the folders of what failed, and are the same bytes whenever they are made', async () => {
    await studyFolder(folder.path, { strategies: BOTH, runs: 2, expect: { lww: 'pass' } });
    expect(await reportFailures()).toEqual([]);
    const first = contents();
    expect(
      Object.keys(first)
        .filter((path) => path.endsWith('trace.jsonl'))
        .sort(),
    ).toEqual([0, 1].map((n) => `failures/mixed-lww-mesh-batch-a3-tinline#${n}/trace.jsonl`));
    rmSync(join(folder.path, 'failures'), { recursive: true });
    await reportFailures();
    expect(contents()).toEqual(first);
    await reportFailures();
    expect(contents()).toEqual(first);
  });

  it('are left out where the evidence cannot be read, which is told', async () => {
    await studyFolder(folder.path, { strategies: BOTH, expect: { lww: 'pass' } });
    await reportFailures();
    rmSync(join(folder.path, 'evidence'), { recursive: true });
    const notices = await reportFailures();
    expect(notices).toEqual([
      expect.stringMatching(/^no trace of mixed\/lww.*cannot be relied on/),
    ]);
    expect(Object.keys(contents()).filter((path) => path.endsWith('trace.jsonl'))).toEqual([]);
  });

  it('ask nothing of the journal where nothing failed', async () => {
    await studyFolder(folder.path);
    const { manifest, records } = readRecords(folder.path);
    const entries = () => {
      throw new Error('the journal was read');
    };
    const study = analyseStudy(manifest, records);
    expect(failureTraces(study, { folder: folder.path, entries }, () => undefined)).toEqual([]);
  });
});
