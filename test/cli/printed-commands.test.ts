// The commands that how-to.txt prints, executed as they are printed, in its folder, by the parser of the binary.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reportCommand } from '../../src/cli/commands/report.js';
import { createParser } from '../../src/cli/parser.js';
import type { StudyConfiguration } from '../../src/coordinator/study.js';
import { useTemporaryFolder } from '../results/study/temporary-folder.js';
import { forgetfulPlugin, studyFolder } from './replay-study.js';
import { fixtureFile } from './support/mergestorm.js';
import { shellWords } from './support/shell-words.js';

const folder = useTemporaryFolder();
const start = { directory: process.cwd(), exitCode: process.exitCode };

beforeEach(() => {
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockReturnValue(true);
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  process.chdir(start.directory);
  process.exitCode = start.exitCode;
});

const LWW = {
  strategies: [{ type: 'built_in', name: 'lww' }],
  expect: { lww: 'pass' },
} as const satisfies Partial<StudyConfiguration>;

/** Of the first failure of a study, in the folder of the failure: each command printed, and its exit code. */
async function endsOf(
  changes: Partial<StudyConfiguration>,
): Promise<readonly (readonly [string, unknown])[]> {
  const results = join(folder.path, 'results');
  mkdirSync(results);
  await studyFolder(results, { threads: [{ type: 'simulated' }], ...changes });
  await reportCommand({ dir: results, quiet: true });
  const [failure = ''] = readdirSync(join(results, 'failures'));
  process.chdir(join(results, 'failures', failure));
  const ends: (readonly [string, unknown])[] = [];
  for (const [line] of readFileSync('how-to.txt', 'utf8').matchAll(/^ {2}mergestorm .*$/gm)) {
    const [, ...words] = shellWords(line);
    process.exitCode = 0;
    await createParser(words).parseAsync();
    ends.push([words.slice(0, words[0] === 'sessions' ? 2 : 1).join(' '), process.exitCode]);
  }
  return ends;
}

/** It loses writes, in a folder whose name a shell would take apart. */
function quotedPlugin(): string {
  const place = join(folder.path, "it's $HERE");
  mkdirSync(place);
  const text = readFileSync(fileURLToPath(forgetfulPlugin(folder.path)), 'utf8');
  const path = join(place, 'forgetful.mjs');
  writeFileSync(path, text.replace('!write.value.includes(3)', 'write.op_id % 5 > 0'));
  return pathToFileURL(path).href;
}

describe('the commands of a failure fail as it did', () => {
  it.each<[string, Partial<StudyConfiguration>]>([
    [
      'of a race under faults',
      { ...LWW, exchanges: ['racing'], faults: ['drop=20%,duplicate=20%'] },
    ],
    [
      'of a baseline that is expected to pass, without a thread',
      { ...LWW, threads: [{ type: 'inline' }] },
    ],
  ])('%s', async (_, changes) => {
    const ends = await endsOf(changes);
    expect(ends.map(([command]) => command)).toContain('replay');
    expect(ends.map(([, code]) => code)).toEqual(ends.map(() => 1));
  });

  it('of a write log that was named from elsewhere', async () => {
    process.chdir(folder.path);
    writeFileSync('team.jsonl', readFileSync(fixtureFile('team.jsonl')));
    const ends = await endsOf({ ...LWW, workloads: ['log'], log_file: 'team.jsonl' });
    expect(ends).toEqual([
      ['run', 1],
      ['replay', 1],
    ]);
  });

  it('of a plug-in, which they may execute', async () => {
    const url = quotedPlugin();
    const size = { agents: [4], writes_per_agent: 30 };
    const ends = await endsOf({ strategies: [{ type: 'plugin', url }], ...size });
    expect(ends).toEqual([
      ['run', 1],
      ['replay', 1],
    ]);
  });

  it('of a race for sessions in which nothing contended', async () => {
    const sessions = { stores: ['memory'], sessions: 8, turns_per_agent: 2, ttl_ms: 200 } as const;
    const ends = await endsOf({
      strategies: [],
      sessions,
      agents: [1],
      threads: [{ type: 'count', count: 1 }],
    });
    expect(ends).toEqual([
      ['sessions race', 2],
      ['sessions race', 2],
      ['analyze', 2],
    ]);
  });
});
