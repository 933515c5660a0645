// Journal entries with nothing remarkable about them, short, so that tests can visit each of their bytes.

import { latencyColumns } from '../../../src/results/latency-columns.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import type { JournalEntry } from '../../../src/results/study/entry.js';
import { encodeLine } from '../../../src/results/study/journal-line.js';
import { buildRecord, NO_HISTOGRAMS } from '../build-record.js';

const UNTIMED = {
  ...latencyColumns('apply', null),
  ...latencyColumns('import', null),
  histograms: NO_HISTOGRAMS,
  findings: [],
};

/** A repetition of the study `quick`, without histograms. */
export function buildEntry(
  record: Partial<RepetitionRecord> = {},
  changes: Partial<JournalEntry> = {},
): JournalEntry {
  return {
    record: buildRecord({ ...UNTIMED, ...record }),
    finals: [],
    evidence: null,
    blobs: null,
    stderr_tail: null,
    ...changes,
  };
}

/** So many repetitions of one cell. */
export function buildEntries(count: number): readonly JournalEntry[] {
  return Array.from({ length: count }, (_, repetition) => buildEntry({ repetition }));
}

/** The bytes of a journal that holds these entries. */
export function journalOf(entries: readonly JournalEntry[]): Buffer {
  return linesOf(entries.map((entry) => JSON.stringify(entry)));
}

/** Lines with the right sequence and checksum, whatever their entries say. */
export function linesOf(texts: readonly string[]): Buffer {
  return Buffer.concat(texts.map((text, index) => encodeLine(index + 1, text)));
}
