// Histories of real projects: optional data beside the checkout, counted once by a program of its own.

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeConcurrency } from '../../../src/model/concurrency.js';
import { measureConcurrency } from '../../../src/verdict/concurrency/measure-concurrency.js';
import { traceConcurrency } from '../../../src/verdict/concurrency/trace.js';
import { Ledger } from '../../../src/verdict/ledger.js';
import { layLog } from '../../workloads/log-files.js';

const FOLDER = '../shared/data';

describe.each([
  [
    'hyperfine-history.jsonl.gz',
    { writes: 3788, concurrent_writes: 2191, mergeable_writes: 1688, conflicting_writes: 503 },
    '3,788 writes, 2,191 concurrent (58 %): 77 % mergeable, 23 % real conflicts',
  ],
  [
    'k6-history.jsonl.gz',
    { writes: 13_349, concurrent_writes: 10_409, mergeable_writes: 7996, conflicting_writes: 2413 },
    '13,349 writes, 10,409 concurrent (78 %): 77 % mergeable, 23 % real conflicts',
  ],
])('%s', (name, expected, sentence) => {
  const file = `${FOLDER}/${name}`;
  const isAbsent = !existsSync(file);
  if (isAbsent) process.stderr.write(`optional data ${file} is absent: its test is skipped\n`);

  it.skipIf(isAbsent)('has the concurrent writes and conflicts that it has', async () => {
    const script = await layLog(file);
    const ledger = Ledger.from({
      agents: script.agents,
      rounds: script.rounds.map((writes) => {
        return { writes, deliveries: [{ type: 'everyone_to_everyone' }] };
      }),
    });
    const counts = measureConcurrency(traceConcurrency(ledger));
    expect(counts).toEqual(expected);
    expect(describeConcurrency(counts)).toBe(sentence);
  });
});
