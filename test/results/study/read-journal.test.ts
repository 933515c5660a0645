import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { encodeLine, MAX_LINE_BYTES } from '../../../src/results/study/journal-line.js';
import { readJournal } from '../../../src/results/study/journal.js';
import { buildRecord, histogramOf } from '../build-record.js';
import { buildEntries, buildEntry, journalOf, linesOf } from './build-entry.js';
import { problem } from './problem.js';
import { useTemporaryFolder } from './temporary-folder.js';

const folder = useTemporaryFolder();

function reading(content: string | Uint8Array, study?: string): () => unknown {
  const path = join(folder.path, 'cells.jsonl');
  writeFileSync(path, content);
  return () => [...readJournal(path, study === undefined ? {} : { study })];
}

const FIRST = JSON.stringify(buildEntry());

/** A journal whose first entry is sound and whose second is this text. */
function second(text: string): Buffer {
  return linesOf([FIRST, text]);
}

/** The text of a sound second entry with one thing said differently. */
function altered(from: string, to: string): string {
  const text = JSON.stringify(buildEntry({ repetition: 1 }));
  expect(text).toContain(from);
  return text.replace(from, to);
}

function withApply(apply: RepetitionRecord['histograms']['apply']): Buffer {
  const { histograms } = buildRecord();
  const record = { repetition: 1, histograms: { ...histograms, apply } };
  return second(JSON.stringify(buildEntry(record)));
}

const SOUND = histogramOf(1_000, 2_000, 9_000);

describe('a journal that is read', () => {
  it('holds nothing where it is empty', () => {
    expect(reading('')()).toEqual([]);
  });

  it('may be of one study', () => {
    expect(reading(journalOf(buildEntries(2)), 'quick')()).toHaveLength(2);
    const other = second(JSON.stringify(buildEntry({ repetition: 1, study: 'other' })));
    expect(reading(other, 'quick')).toThrow(problem(65, 'line 2', '"other"', '"quick"'));
  });

  it('may hold lines longer than any buffer', () => {
    const long = buildEntry({ repetition: 1 }, { stderr_tail: 'ü'.repeat(700_000) });
    const entries = [buildEntry(), long, buildEntry({ repetition: 2 })];
    expect(reading(journalOf(entries))()).toEqual(entries);
  });

  it('must be there', () => {
    expect(() => [...readJournal(join(folder.path, 'cells.jsonl'))]).toThrow(
      problem(66, 'cells.jsonl', 'no such journal'),
    );
  });

  it('must be a file', () => {
    mkdirSync(join(folder.path, 'cells.jsonl'));
    expect(() => [...readJournal(join(folder.path, 'cells.jsonl'))]).toThrow(
      problem(65, 'cells.jsonl', 'not a file'),
    );
  });
});

describe('a journal is refused, naming file and line,', () => {
  const lines = buildEntries(3).map((entry, index) => encodeLine(index + 1, JSON.stringify(entry)));
  const [one, two, three] = lines as [Buffer, Buffer, Buffer];

  it.each<[string, () => string | Buffer, readonly string[]]>([
    ['of somebody else', () => 'study,cell\n', ['line 1', 'not a journal']],
    ['of somebody else without a line end', () => '%PDF-1.7', ['line 1', 'not a journal']],
    ['that is a blank line', () => '\n', ['line 1', 'not a journal']],
    ['with a blank line', () => Buffer.concat([one, Buffer.from('\n'), two]), ['line 2']],
    [
      'with a foreign line inside',
      () => Buffer.concat([one, Buffer.from('{"sequence":2}\n'), three]),
      ['line 2', 'does not begin'],
    ],
    ['without its first line', () => two, ['line 1', 'missing']],
    ['without a line', () => Buffer.concat([one, three]), ['line 2', 'sequence is 3']],
    ['with a line twice', () => Buffer.concat([one, two, two, three]), ['line 3', 'doubled']],
    ['out of order', () => Buffer.concat([one, three, two]), ['line 2', 'moved']],
    [
      'with a wrong checksum',
      () => {
        const wrong = two.toString().replace(/"sha256":"./, '"sha256":"x');
        return Buffer.concat([one, Buffer.from(wrong), three]);
      },
      ['line 2'],
    ],
    [
      'with a line feed missing at its end',
      () => Buffer.concat([one, two.subarray(0, -1), three]),
      ['line 2', 'checksum'],
    ],
    ['with a repetition twice', () => second(FIRST), ['line 2', 'repetition 0', 'there already']],
    [
      'of a newer version',
      () => second(altered('"schema_version":1', '"schema_version":2')),
      ['line 2', 'newer mergestorm', 'upgrade'],
    ],
    [
      'of a newer version with columns of its own',
      () => second(altered('"schema_version":1', '"schema_version":9,"new_column":1')),
      ['line 2', 'newer mergestorm'],
    ],
    [
      'of no version',
      () => second(altered('"schema_version":1', '"schema_version":0')),
      ['line 2', 'record.schema_version'],
    ],
    ['with NaN', () => second(altered('"cpu_ns":7000000', '"cpu_ns":NaN')), ['line 2', 'not JSON']],
    [
      'with a number beyond all',
      () => second(altered('"cpu_ns":7000000', '"cpu_ns":1e999')),
      ['line 2', 'record.cpu_ns'],
    ],
    [
      'with a number inside a string',
      () => second(altered('"cpu_ns":7000000', '"cpu_ns":"7000000"')),
      ['line 2', 'record.cpu_ns'],
    ],
    [
      'with an unknown column',
      () => second(altered('"cpu_ns":', '"gpu_ns":1,"cpu_ns":')),
      ['line 2', 'gpu_ns'],
    ],
    [
      'without a column',
      () => second(altered('"cpu_ns":7000000,', '')),
      ['line 2', 'record.cpu_ns'],
    ],
    ['that is JSON of something else', () => second('null'), ['line 2']],
    ['that is cut JSON', () => second('{"record":'), ['line 2', 'not JSON']],
    [
      'that reaches for the prototype',
      () => second(altered('"finals":[]', '"finals":[],"__proto__":{"polluted":1}')),
      ['line 2', '__proto__'],
    ],
    [
      'that reaches for the prototype from within',
      () => second(altered('"fates":{', '"fates":{"__proto__":1,')),
      ['line 2', '__proto__'],
    ],
    [
      'nested without end',
      () => second(`{"record":${'['.repeat(5_000)}${']'.repeat(5_000)}}`),
      ['line 2', 'nested'],
    ],
    [
      'with a path out of the folder',
      () =>
        second(
          altered(
            '"evidence":null',
            `"evidence":{"path":"a/../../b","bytes":1,"sha256":"${'0'.repeat(64)}"}`,
          ),
        ),
      ['line 2', 'evidence.path'],
    ],
    [
      'whose histogram is no histogram',
      () => withApply({ ...SOUND, encoded: 'bm90aGluZw==' }),
      ['line 2', 'record.histograms.apply', 'HdrHistogram'],
    ],
    [
      'whose histogram counts otherwise than it says',
      () => withApply({ ...SOUND, count: 4 }),
      ['line 2', 'record.histograms.apply', '3 latencies and says 4'],
    ],
  ])('%s', (_, content, parts) => {
    expect(reading(content())).toThrow(problem(65, 'cells.jsonl', ...parts));
  });

  it('with a line that is not text', () => {
    const text = Buffer.from(altered('"note":null', '"note":"?"'));
    text[text.indexOf('?')] = 0xff;
    const line = encodeLine(2, text.toString('latin1'));
    const bytes = Buffer.concat([one, Buffer.from(line.toString('utf8'), 'latin1'), three]);
    expect(reading(bytes)).toThrow(problem(65, 'line 2'));
  });

  it('with a line that never ends', () => {
    const endless = Buffer.concat([one, Buffer.alloc(MAX_LINE_BYTES + 1, 'x')]);
    expect(reading(endless)).toThrow(problem(65, 'line 2', 'longer than'));
  });

  it('and pollutes nothing', () => {
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
