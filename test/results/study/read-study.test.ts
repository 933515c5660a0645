import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecords, readStudy } from '../../../src/results/study/read-study.js';
import { buildEntries, buildEntry, journalOf } from './build-entry.js';
import { buildStoredManifest, writeStudy } from './build-folder.js';
import { problem } from './problem.js';
import { useTemporaryFolder } from './temporary-folder.js';

const folder = useTemporaryFolder();
const journalPath = () => join(folder.path, 'cells.jsonl');
const ENTRIES = buildEntries(3);

describe('a results folder', () => {
  it('is read as manifest and records, in the order in which they were finished', () => {
    const entries = [buildEntry({ cell_id: 'z' }), buildEntry({ cell_id: 'a' }), ...ENTRIES];
    writeStudy(folder.path, entries);
    const { manifest, records, notices } = readRecords(folder.path);
    expect(manifest).toEqual(buildStoredManifest());
    expect(records).toEqual(entries.map(({ record }) => record));
    expect(notices).toEqual([]);
  });

  it('is read entry by entry, as often as one likes', () => {
    writeStudy(folder.path, ENTRIES);
    const study = readStudy(folder.path);
    expect(study.folder).toBe(folder.path);
    expect([...study.entries()]).toEqual(ENTRIES);
    expect([...study.entries()]).toEqual(ENTRIES);
    const partly = study.entries();
    expect(partly.next().value).toEqual(ENTRIES[0]);
    expect(partly.return({ entries: 0, whole_bytes: 0, torn_bytes: 0 }).done).toBe(true);
  });

  it('of which nothing was finished yet has no records', () => {
    writeStudy(folder.path, []);
    expect(readRecords(folder.path)).toMatchObject({ records: [], notices: [] });
  });

  it('with a torn end is read without it, and says so', () => {
    writeStudy(folder.path, ENTRIES);
    appendFileSync(journalPath(), journalOf(ENTRIES).subarray(0, 40));
    const { records, notices } = readRecords(folder.path);
    expect(records).toHaveLength(3);
    expect(notices).toEqual([
      expect.stringMatching(
        /last 40 bytes of .*cells\.jsonl, after repetition 3, .*torn/,
      ) as string,
    ]);
  });

  it('is not read with the journal of another study', () => {
    writeStudy(folder.path, [buildEntry({ study: 'other' })]);
    expect(() => readRecords(folder.path)).toThrow(problem(65, 'line 1', '"other"', '"quick"'));
  });

  it('must have both its manifest and its journal', () => {
    writeFileSync(journalPath(), '');
    expect(() => readRecords(folder.path)).toThrow(problem(66, 'manifest.json'));
    writeStudy(folder.path, []);
    rmSync(journalPath());
    expect(() => readRecords(folder.path)).toThrow(problem(66, 'cells.jsonl'));
  });
});
