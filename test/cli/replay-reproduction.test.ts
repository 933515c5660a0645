// What `replay` says where the replay does not fail as its record did: only what failed again.

import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { replayCommand } from '../../src/cli/commands/replay.js';
import type { StudyConfiguration } from '../../src/coordinator/study.js';
import { PLAIN_TERMS } from '../../src/coordinator/exchange/terms.js';
import { changed } from '../../src/selftest/planted-bug.js';
import type { Strategy } from '../../src/strategies/strategy.js';
import { fileOf } from '../coordinator/evidence/stored-visits.js';
import { useTemporaryFolder } from '../results/study/temporary-folder.js';
import { asHistory, forgetful, forgetfulPlugin, studyFolder } from './replay-study.js';
import { drawHistory } from '../coordinator/replay/build-history.js';

const folder = useTemporaryFolder();
let stdout = '';
let exitCode: typeof process.exitCode;

beforeEach(() => {
  exitCode = process.exitCode;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = exitCode;
});

async function replay(target: string, flags: Readonly<Record<string, unknown>> = {}) {
  stdout = '';
  await replayCommand({ target: join(folder.path, target), ...flags });
  return process.exitCode;
}

const TRANSACTIONAL = { type: 'built_in', name: 'transactional' } as const;

/** Half of all blobs damaged, and handed to the engine as they are. */
const RAW: Partial<StudyConfiguration> = {
  strategies: [TRANSACTIONAL],
  agents: [4],
  writes_per_agent: 10,
  topologies: ['gossip'],
  faults: ['corrupt=50%:bit_flip'],
  terms: { ...PLAIN_TERMS, envelope: 'off' },
};

/** The evidence of a repetition that damaged bytes broke by many checks. */
async function rawFailure(): Promise<string> {
  const entries = await studyFolder(folder.path, RAW);
  const failed = entries.find(({ record }) => record.verdict === 'FAIL');
  expect(failed?.record.findings).toContainEqual(
    expect.objectContaining({ check: 'survival', verdict: 'FAIL' }),
  );
  return fileOf(failed?.evidence ?? null).path;
}

/** Loses writes as the plug-in does, and surfaces no conflict, which the plug-in does. */
const silent: Strategy = {
  ...forgetful,
  createReplica: (context) => {
    const loud = forgetful.createReplica(context);
    return changed(loud, { read: () => ({ ...loud.read(), escalations: [] }) });
  },
};

/** A replay that loses writes, of a repetition that is on record for other failures too. */
async function halfRecorded(): Promise<string> {
  const url = forgetfulPlugin(folder.path);
  const gossip = drawHistory(1, { agents: 6, rounds: 5, writes: 2, style: 'storm' });
  const [entry] = await studyFolder(folder.path, { strategies: [{ type: 'plugin', url }] }, (one) =>
    asHistory(folder.path, one, gossip, silent),
  );
  return fileOf(entry?.evidence ?? null).path;
}

describe('a failure of damaged bytes that an engine was handed raw', () => {
  it('is undecided where no check fails again, and says that those bytes are not replayed', async () => {
    expect(await replay(await rawFailure())).toBe(2);
    expect(stdout).toMatch(/^verdict: PASS, recorded was FAIL$/m);
    expect(stdout).toMatch(/^failed then, not now: .*survival.*$/m);
    expect(stdout).toMatch(/^not replayed: corruption \(recorded FAIL\)$/m);
    expect(stdout).toMatch(/^not replayed: \d+ damaged blobs that the engine was handed raw$/m);
    expect(stdout).toMatch(/^not reproduced: .*execute the repetition again/m);
  });

  it('has no count in its replay that was copied from its record', async () => {
    const evidence = await rawFailure();
    await replay(evidence);
    expect(stdout).not.toContain('changed state');
    await replay(evidence, { json: true, quiet: true });
    const { findings, ...rest } = JSON.parse(stdout) as Record<string, unknown>;
    expect(JSON.stringify(findings)).not.toContain('corruption');
    expect(rest).toMatchObject({ verdict: 'PASS', recorded_verdict: 'FAIL', reproduced: [] });
    expect(rest['not_reproduced']).toContain('survival');
    expect(rest['not_replayed']).toContainEqual({ check: 'corruption', recorded_verdict: 'FAIL' });
  });

  it('is refused in one line where it is to be made smaller', async () => {
    const evidence = await rawFailure();
    expect(await replay(evidence, { shrink: true, check: 'survival' })).toBe(2);
    expect(stdout.match(/shr[iu]nk.*/g)).toEqual([
      'shrunk: nothing: the replay does not fail by itself',
    ]);
  });
});

describe('a failure of which one part shows again', () => {
  it('names the checks that failed again and those that did not', async () => {
    expect(await replay(await halfRecorded(), { 'load-plugins': true })).toBe(1);
    expect(stdout).toMatch(/^verdict: FAIL, as recorded, but not by the same checks$/m);
    expect(stdout).toMatch(/^failed again: survival$/m);
    expect(stdout).toMatch(/^failed then, not now: escalation$/m);
    expect(stdout).not.toContain('not reproduced:');
  });

  it('is made smaller by a check that failed then', async () => {
    await replay(await halfRecorded(), { 'load-plugins': true, shrink: true });
    expect(stdout).toContain('fail survival');
  });
});
