import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Disk } from '../../../src/results/study/disk.js';
import { DISK } from '../../../src/results/study/disk.js';
import type { JournalEntry } from '../../../src/results/study/entry.js';
import { Journal, readJournal, repairTail } from '../../../src/results/study/journal.js';
import { buildEntries, journalOf } from './build-entry.js';
import { problem } from './problem.js';
import { useTemporaryFolder } from './temporary-folder.js';

const folder = useTemporaryFolder();
const journalPath = () => join(folder.path, 'cells.jsonl');
const ENTRIES = buildEntries(3);

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: no room`), { code });
}

/** A disk that takes so many bytes in all, and from then on fails. */
function diskOf(bytes: number, code: string): Disk {
  let room = bytes;
  return {
    ...DISK,
    write: (fd, data) => {
      if (room === 0) throw systemError(code);
      const written = DISK.write(fd, data.subarray(0, room));
      room -= written;
      return written;
    },
  };
}

/** Appends until the disk refuses; says whether it did. */
function appendAll(journal: Journal): unknown {
  try {
    for (const entry of ENTRIES) journal.append(entry);
    return 'all taken';
  } catch (thrown) {
    return thrown;
  } finally {
    journal.close();
  }
}

const textOf = (entries: readonly JournalEntry[]) => journalOf(entries).toString();

describe('a disk that is full', () => {
  const two = journalOf(ENTRIES.slice(0, 2)).length;

  it.each([
    ['at once', two, 'ENOSPC'],
    ['after the first byte', two + 1, 'EIO'],
    ['within a line', two + 1_000, 'EFBIG'],
    ['before the line feed', journalOf(ENTRIES).length - 1, 'EDQUOT'],
  ])('%s loses nothing and tears nothing', (_, room, code) => {
    const journal = Journal.create(folder.path, { disk: diskOf(room, code) });
    expect(appendAll(journal)).toEqual(
      problem(74, 'cannot write', journalPath(), code, '2 repetitions are kept', '--resume'),
    );
    expect(readFileSync(journalPath(), 'utf8')).toBe(textOf(ENTRIES.slice(0, 2)));
  });

  it('is told even where it says nothing', () => {
    const silent: Disk = { ...DISK, write: () => 0 };
    const journal = Journal.create(folder.path, { disk: silent });
    expect(appendAll(journal)).toEqual(problem(74, journalPath(), 'takes no more'));
  });

  it('that cannot say whether a line is on it has the line cut', () => {
    let syncs = 0;
    const failing: Disk = {
      ...DISK,
      sync: (fd) => {
        syncs += 1;
        if (syncs === 4) throw systemError('EIO');
        DISK.sync(fd);
      },
    };
    const journal = Journal.create(folder.path, { disk: failing });
    expect(appendAll(journal)).toEqual(problem(74, 'EIO'));
    const kept = [...readJournal(journalPath())];
    expect(kept).toEqual(ENTRIES.slice(0, kept.length));
    expect(readFileSync(journalPath(), 'utf8')).toBe(textOf(ENTRIES.slice(0, kept.length)));
  });

  it('and cannot be cut either leaves a torn end, which nothing is appended to', () => {
    const disk: Disk = {
      ...diskOf(two + 5, 'EIO'),
      truncate: () => {
        throw systemError('EIO');
      },
    };
    const journal = Journal.create(folder.path, { disk });
    const [first, second, third] = ENTRIES;
    const append = (entry = first) => {
      if (entry) journal.append(entry);
    };
    append(first);
    append(second);
    for (const reason of ['EIO', 'somebody else']) {
      expect(() => {
        append(third);
      }).toThrow(problem(74, reason));
    }
    journal.close();
    expect(repairTail(journalPath())).toMatchObject({ entries: 2, cut: { bytes: 5 } });
  });

  it('that has room again takes the entry it refused', () => {
    let room = false;
    const disk: Disk = {
      ...DISK,
      write: (fd, bytes) => {
        if (!room) throw systemError('ENOSPC');
        return DISK.write(fd, bytes);
      },
    };
    const journal = Journal.create(folder.path, { disk });
    const append = () => {
      for (const entry of ENTRIES) journal.append(entry);
    };
    expect(append).toThrow(problem(74, 'ENOSPC'));
    room = true;
    append();
    journal.close();
    expect(readFileSync(journalPath(), 'utf8')).toBe(textOf(ENTRIES));
  });

  it('cannot keep a torn end aside, and then does not cut it', () => {
    const torn = journalOf(ENTRIES).subarray(0, -3);
    writeFileSync(journalPath(), torn);
    expect(() => repairTail(journalPath(), { disk: diskOf(40, 'ENOSPC') })).toThrow(
      problem(74, journalPath(), 'ENOSPC'),
    );
    expect(readFileSync(journalPath())).toEqual(torn);
    expect(readdirSync(folder.path)).toEqual(['cells.jsonl']);
  });
});

describe.skipIf(process.platform === 'win32')('a file that the system lets grow no further', () => {
  it('keeps what was written, in a real process', () => {
    const module = new URL('../../../dist/results/study/journal.js', import.meta.url).href;
    const source = `
      const { Journal } = await import(${JSON.stringify(module)});
      const entries = ${JSON.stringify(ENTRIES)};
      const journal = Journal.create(${JSON.stringify(folder.path)});
      try {
        for (const entry of entries) journal.append(entry);
      } catch (error) {
        process.stdout.write(JSON.stringify([error.exit_code, error.message, journal.entries]));
      }`;
    // In units of 1,024 bytes, or of 512 in a strict shell: room for one line at least, and not for three.
    const command = 'ulimit -f 7; exec "$0" --input-type=module -e "$1"';
    const { stdout, stderr } = spawnSync('bash', ['-c', command, process.execPath, source], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(stderr).toBe('');
    const [exit_code, message, entries] = JSON.parse(stdout) as [number, string, number];
    expect({ exit_code, message }).toEqual({
      exit_code: 74,
      message: expect.stringContaining('EFBIG') as string,
    });
    expect(entries).toBeGreaterThan(0);
    expect(readFileSync(journalPath(), 'utf8')).toBe(textOf(ENTRIES.slice(0, entries)));
  });
});
