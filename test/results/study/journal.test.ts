import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InvalidRecordError } from '../../../src/results/record.js';
import type { Disk } from '../../../src/results/study/disk.js';
import { DISK } from '../../../src/results/study/disk.js';
import type { JournalEntry } from '../../../src/results/study/entry.js';
import {
  InvalidEntryError,
  Journal,
  readJournal,
  repairTail,
} from '../../../src/results/study/journal.js';
import { buildRecord, NO_HISTOGRAMS } from '../build-record.js';
import { buildEntries, buildEntry, journalOf } from './build-entry.js';
import { problem } from './problem.js';
import { useTemporaryFolder } from './temporary-folder.js';

const folder = useTemporaryFolder();
const journalPath = () => join(folder.path, 'cells.jsonl');
const HASH = 'ab'.repeat(32);

const textOf = (entries: readonly JournalEntry[]) => journalOf(entries).toString();

describe('a journal', () => {
  it('gives back every entry as it was appended, in order', () => {
    const full = buildEntry(
      { ...buildRecord(), cell_id: 'other', status: 'crashed', note: 'line\nbreak \u2028 "ü"' },
      {
        finals: [{ content: HASH, reading: HASH, replicas: 2 }],
        evidence: { path: 'evidence/crdt~2#0.json.gz', bytes: 12, sha256: HASH },
        blobs: { path: 'blobs/a/b', bytes: 0, sha256: HASH },
        stderr_tail: 'Aborted\n',
      },
    );
    const entries = [...buildEntries(2), full];
    const journal = Journal.create(folder.path);
    for (const entry of entries) journal.append(entry);
    expect(journal.entries).toBe(3);
    journal.close();
    expect([...readJournal(journalPath())]).toEqual(entries);
  });

  it('is one line of JSON for each entry, whose checksum covers sequence and entry', () => {
    const [entry] = buildEntries(1);
    const journal = Journal.create(folder.path);
    journal.append(buildEntry());
    journal.close();
    const lines = readFileSync(journalPath(), 'utf8').split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      sequence: 1,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      entry,
    });
    const renumbered = (lines[0] ?? '').replace('"sequence":1,', '"sequence":2,');
    appendFileSync(journalPath(), `${renumbered}\n`);
    expect(repairTail(journalPath()).cut?.bytes).toBe(renumbered.length + 1);
  });

  it('goes on where it ended, however it is opened', () => {
    const [first, second, third] = buildEntries(3);
    const append = (journal: Journal, entry = buildEntry()) => {
      journal.append(entry);
      journal.close();
    };
    append(Journal.create(folder.path), first);
    append(Journal.open(journalPath()), second);
    append(
      Journal.resume(folder.path, () => undefined),
      third,
    );
    expect(readFileSync(journalPath(), 'utf8')).toBe(textOf(buildEntries(3)));
  });

  it('begins where a study was killed before it had one', () => {
    Journal.resume(folder.path, () => undefined).close();
    expect(statSync(journalPath()).size).toBe(0);
    expect([...readJournal(journalPath())]).toEqual([]);
  });

  it('is never begun over one that is there', () => {
    Journal.create(folder.path).close();
    expect(() => Journal.create(folder.path)).toThrow(problem(74, 'cannot write', journalPath()));
  });

  it('is synchronised once for each entry, and its folder before the first', () => {
    const synced: string[] = [];
    const disk: Disk = {
      ...DISK,
      write: (fd, bytes) => {
        synced.push('write');
        return DISK.write(fd, bytes);
      },
      sync: (fd) => {
        synced.push('sync');
        DISK.sync(fd);
      },
    };
    const journal = Journal.create(folder.path, { disk });
    expect(synced).toContain('sync');
    synced.length = 0;
    for (const entry of buildEntries(3)) journal.append(entry);
    journal.close();
    expect(synced).toEqual(['write', 'sync', 'write', 'sync', 'write', 'sync']);
  });
});

describe('what no reader would take is not appended', () => {
  const bad = { encoded: 'AAAA', count: 1, min_ns: 1, max_ns: 1, sum_ns: 1 };
  const stored = { bytes: 1, sha256: HASH };

  it.each([
    ['a number that is none', buildEntry({ wall_ns: Number.NaN }), InvalidRecordError],
    [
      'a bad histogram',
      buildEntry({ histograms: { ...NO_HISTOGRAMS, apply: bad } }),
      InvalidEntryError,
    ],
    [
      'a digest that is none',
      buildEntry({}, { finals: [{ content: HASH, reading: 'x', replicas: 1 }] }),
      InvalidEntryError,
    ],
    [
      'a path that leads out of the folder',
      buildEntry({}, { evidence: { path: '../evidence', ...stored } }),
      InvalidEntryError,
    ],
    ['another study', buildEntry({ study: 'other' }), InvalidEntryError],
    ['a repetition twice', buildEntry({ repetition: 40 }), InvalidEntryError],
  ])('%s', (_, entry, error) => {
    const journal = Journal.create(folder.path, { study: 'quick' });
    journal.append(buildEntry({ repetition: 40 }));
    expect(() => {
      journal.append(entry);
    }).toThrow(error);
    journal.append(buildEntry({ repetition: 8 }));
    journal.close();
    expect([...readJournal(journalPath())]).toHaveLength(2);
  });

  it('a repetition that was there when it was opened', () => {
    const first = Journal.create(folder.path);
    first.append(buildEntry());
    first.close();
    for (const journal of [Journal.open(journalPath()), Journal.resume(folder.path, () => null)]) {
      expect(() => {
        journal.append(buildEntry());
      }).toThrow(InvalidEntryError);
      journal.close();
    }
  });
});

describe('a journal that changes under its writer', () => {
  it('is not appended to where somebody else has written to it', () => {
    const journal = Journal.create(folder.path);
    appendFileSync(journalPath(), journalOf(buildEntries(1)));
    expect(() => {
      journal.append(buildEntry({ repetition: 1 }));
    }).toThrow(problem(74, journalPath(), 'somebody else'));
    journal.close();
    expect(readFileSync(journalPath(), 'utf8')).toBe(textOf(buildEntries(1)));
  });

  it('is not appended to where it was deleted', () => {
    const journal = Journal.create(folder.path);
    rmSync(journalPath());
    expect(() => {
      journal.append(buildEntry());
    }).toThrow(problem(74, journalPath(), 'deleted'));
    journal.close();
    expect(existsSync(journalPath())).toBe(false);
  });

  it('is not opened where it cannot be', () => {
    mkdirSync(journalPath());
    expect(() => Journal.open(journalPath())).toThrow(problem(74, journalPath()));
    expect(() => Journal.create(join(folder.path, 'missing'))).toThrow(problem(74, 'missing'));
  });
});
