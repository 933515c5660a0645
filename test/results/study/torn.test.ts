import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT, UserError } from '../../../src/model/problem.js';
import type { Disk } from '../../../src/results/study/disk.js';
import { DISK } from '../../../src/results/study/disk.js';
import type { JournalEnd } from '../../../src/results/study/journal.js';
import { Journal, readJournal, repairTail } from '../../../src/results/study/journal.js';
import { buildEntries, journalOf } from './build-entry.js';
import { problem } from './problem.js';
import { useTemporaryFolder } from './temporary-folder.js';

const folder = useTemporaryFolder();

/** Thousands of repairs, none of which has to outlast a power cut. */
const UNSYNCED: Disk = { ...DISK, sync: () => undefined };

const ENTRIES = buildEntries(3);
const WHOLE = journalOf(ENTRIES);
/** Where each entry's line ends; 0 first. */
const ENDS = ENTRIES.map((_, index) => journalOf(ENTRIES.slice(0, index + 1)).length);

function wholeEntriesIn(bytes: number): number {
  return ENDS.filter((end) => end <= bytes).length;
}

function journalPath(content: Uint8Array): string {
  const path = join(folder.path, 'cells.jsonl');
  // Removed first: a file system may flush a file that is written over, and there are thousands.
  rmSync(path, { force: true });
  writeFileSync(path, content);
  return path;
}

/** How many entries a reader gets, and how the journal ended. */
function readToEnd(path: string): JournalEnd {
  const reading = readJournal(path);
  for (let step = reading.next(); ; step = reading.next()) if (step.done) return step.value;
}

/** Truncates, resumes with what is missing, and says what is wrong with the result; null where nothing is. */
function faultOfTruncation(length: number): string | null {
  const path = journalPath(WHOLE.subarray(0, length));
  const kept = wholeEntriesIn(length);
  const known: unknown[] = [];
  const journal = Journal.resume(folder.path, (entry) => known.push(entry), { disk: UNSYNCED });
  const torn = length - (kept === 0 ? 0 : (ENDS[kept - 1] ?? 0));
  for (const entry of ENTRIES.slice(kept)) journal.append(entry);
  journal.close();
  if (known.length !== kept) return `${known.length} known at ${length}`;
  if ((journal.cut?.bytes ?? 0) !== torn) return `${journal.cut?.bytes ?? 0} cut at ${length}`;
  if (!readFileSync(path).equals(WHOLE)) return `not the union at ${length}`;
  return faultOfWhatIsKept(journal.cut, WHOLE.subarray(length - torn, length));
}

function faultOfWhatIsKept(cut: Journal['cut'], expected: Buffer): string | null {
  if (cut === null) return expected.length === 0 ? null : 'nothing is kept';
  const kept = readFileSync(cut.kept_in);
  rmSync(cut.kept_in);
  return kept.equals(expected) ? null : `${kept.length} bytes kept`;
}

function rangeOf(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

describe('a journal cut anywhere', () => {
  it('in its last two records keeps every whole one, keeps the torn bytes aside, and goes on', () => {
    const lengths = rangeOf(ENDS[0] ?? 0, WHOLE.length);
    expect(lengths.length).toBeGreaterThan(2_000);
    expect(lengths.map(faultOfTruncation).filter((fault) => fault !== null)).toEqual([]);
  });

  it('in its first record begins again', () => {
    const lengths = [0, 1, 11, 12, 30, (ENDS[0] ?? 0) - 1];
    expect(lengths.map(faultOfTruncation).filter((fault) => fault !== null)).toEqual([]);
  });

  it('is read up to its last whole record, and says how much was left out', () => {
    const kept = ENDS[1] ?? 0;
    const path = journalPath(WHOLE.subarray(0, kept + 17));
    expect(readToEnd(path)).toEqual({ entries: 2, whole_bytes: kept, torn_bytes: 17 });
    expect(readdirSync(folder.path)).toEqual(['cells.jsonl']);
  });

  it('is not appended to before it was repaired', () => {
    const path = journalPath(WHOLE.subarray(0, -1));
    expect(() => Journal.open(path)).toThrow(problem(65, path, 'torn', '--resume'));
    expect(readFileSync(path)).toEqual(WHOLE.subarray(0, -1));
  });

  it('is cut once more without touching what was kept before', () => {
    const path = journalPath(WHOLE.subarray(0, -1));
    writeFileSync(`${path}.torn-1`, 'kept before');
    expect(repairTail(path)).toMatchObject({ entries: 2, cut: { kept_in: `${path}.torn-2` } });
    expect(readFileSync(`${path}.torn-1`, 'utf8')).toBe('kept before');
    expect(repairTail(path)).toEqual({ entries: 2, bytes: ENDS[1], cut: null });
  });

  it('has the zeros cut that a power failure leaves in place of a line', () => {
    const zeros = Buffer.alloc(4_096);
    const path = journalPath(Buffer.concat([WHOLE, zeros]));
    expect(repairTail(path).cut?.bytes).toBe(4_096);
    expect(repairTail(journalPath(zeros)).cut?.bytes).toBe(4_096);
    expect(readFileSync(path)).toHaveLength(0);
  });

  it('of which nothing is there yet has nothing to repair', () => {
    expect(repairTail(join(folder.path, 'cells.jsonl'))).toEqual({
      entries: 0,
      bytes: 0,
      cut: null,
    });
  });
});

describe('a journal with one bit flipped', () => {
  const SHORT = journalOf(ENTRIES.slice(0, 2));
  const FIRST_END = ENDS[0] ?? 0;

  /** What a reader makes of it: `torn` is told in a notice, `refused` is an error, `unnoticed` is a defect. */
  function noticed(position: number): 'torn' | 'refused' | 'unnoticed' {
    const damaged = Buffer.from(SHORT);
    damaged[position] = (SHORT[position] ?? 0) ^ (1 << (position % 8));
    try {
      return readToEnd(journalPath(damaged)).torn_bytes > 0 ? 'torn' : 'unnoticed';
    } catch (thrown) {
      if (thrown instanceof UserError && thrown.exit_code === EXIT.corrupt_results)
        return 'refused';
      throw thrown;
    }
  }

  it('before its last record is refused, wherever the bit is', () => {
    const kinds = new Set(rangeOf(0, FIRST_END - 1).map(noticed));
    expect([...kinds]).toEqual(['refused']);
  });

  it('in its last record counts as torn, wherever the bit is', () => {
    const kinds = new Set(rangeOf(FIRST_END, SHORT.length - 1).map(noticed));
    expect([...kinds]).toEqual(['torn']);
  });

  it('before its last record is not repaired but left as it is', () => {
    const damaged = Buffer.from(WHOLE);
    damaged[(ENDS[0] ?? 0) + 200] = 0x21;
    const path = journalPath(damaged);
    expect(() => repairTail(path)).toThrow(problem(65, `${path} line 2`, 'checksum'));
    expect(readFileSync(path)).toEqual(damaged);
    expect(readdirSync(folder.path)).toEqual(['cells.jsonl']);
  });
});
