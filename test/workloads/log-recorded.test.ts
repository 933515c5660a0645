// Histories of real projects: optional data beside the checkout, too large to be a part of it.

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Script } from '../../src/model/script.js';
import { layLog } from './log-files.js';
import { allWrites } from './script-reading.js';

const FOLDER = '../shared/data';

function sizesOf(script: Script) {
  const [agents, rounds] = [script.agents.length, script.rounds.length];
  return { agents, writes: allWrites(script).length, rounds };
}

// The first log counts 211 windows of time as rounds; in 53 of them nobody wrote.
describe.each([
  ['hyperfine-history.jsonl.gz', { agents: 123, writes: 3_788, rounds: 158 }],
  ['k6-history.jsonl.gz', { agents: 146, writes: 13_349, rounds: 91 }],
])('%s', (name, sizes) => {
  const file = `${FOLDER}/${name}`;
  const isAbsent = !existsSync(file);
  if (isAbsent) process.stderr.write(`optional data ${file} is absent: its test is skipped\n`);

  it.skipIf(isAbsent)('is laid out in full, with no round in which nobody writes', async () => {
    const script = await layLog(file);
    expect(sizesOf(script)).toEqual(sizes);
    expect(script.rounds.every((turns) => turns.flat().length > 0)).toBe(true);
  });
});
