import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/model/problem.js';
import { lww } from '../../src/strategies/lww.js';
import { blinded } from '../../src/selftest/broken-checks.js';
import { alarmOn } from '../../src/selftest/clean-seeds.js';
import { exitCodeOfSelftest, isCaught, runSelftest } from '../../src/selftest/selftest.js';
import { CHECKS } from '../../src/verdict/checks/registry.js';

const FEW = { clean_seeds: 1, swarm_seeds: 1 };

describe('the selftest', () => {
  it('catches all that is planted and alarms on no clean seed', async () => {
    const report = await runSelftest({ clean_seeds: 20, swarm_seeds: 5 });
    expect(report.detections.filter((detection) => !isCaught(detection))).toEqual([]);
    expect(report.clean).toEqual({ seeds: 20, strategies: ['transactional', 'crdt'], alarms: [] });
    expect(exitCodeOfSelftest(report)).toBe(EXIT.ok);
  });

  it('plants each of the bugs that teams really ship', async () => {
    const { detections } = await runSelftest(FEW);
    expect(detections.map(({ bug }) => bug)).toEqual([
      'drops one write in a hundred',
      'applies half a write',
      'swaps an author',
      'breaks ties by order of arrival',
      'escalates and applies',
      'doubles on re-import',
      'last import wins',
      'averages what it merges',
      'imports only the first of a batch',
      'mutates its input',
      'swallows an import error',
      'accepts a damaged blob',
      'keeps the time of day in its state',
      'leaves what others wrote out of deltas',
      'takes what it sent for received',
      'answers that nothing is missing',
      'breaks ties by arrival within an island',
      'reuses its identity on restart',
      'counts writes from 0 after a restart',
      'restarts an agent under its old identity',
      'leaves an agent out of the exchange',
      'rounds the probability of a fault to 0',
      'damages no blob it should damage',
      'counts more effects of a fault than it had',
      'enters the fate of a contribution twice',
      'lets nobody write against anybody',
      'a check throws',
      'a check passes everything',
    ]);
  });

  it('fails where a check is blind', async () => {
    const checks = blinded(CHECKS, 'survival');
    const report = await runSelftest({ ...FEW, checks });
    const escaped = report.detections.filter((detection) => !isCaught(detection));
    expect(escaped.map(({ bug }) => bug)).toEqual([
      'drops one write in a hundred',
      'applies half a write',
      'escalates and applies',
      'leaves what others wrote out of deltas',
      'takes what it sent for received',
      'restarts an agent under its old identity',
    ]);
    expect(exitCodeOfSelftest(report)).toBe(EXIT.check_failed);
  });

  it('fails where a check alarms though nothing is wrong', async () => {
    const wolf = { ...CHECKS[0], name: 'wolf', summary: 'cries', examine: () => alarm };
    const { clean, swarm, detections } = await runSelftest({ ...FEW, checks: [...CHECKS, wolf] });
    expect(clean.alarms).toEqual([
      { strategy: 'transactional', seed: 1, reason: 'wolf FAIL: wolf!' },
      { strategy: 'crdt', seed: 1, reason: 'wolf FAIL: wolf!' },
    ]);
    expect(swarm.alarms).toMatchObject([{ seed: 1, reason: 'wolf FAIL: wolf!' }]);
    const quiet = { ...swarm, alarms: [] };
    expect(exitCodeOfSelftest({ clean, swarm: quiet, detections: [] })).toBe(EXIT.check_failed);
    const none = { ...clean, alarms: [] };
    expect(exitCodeOfSelftest({ clean: none, swarm, detections: [] })).toBe(EXIT.check_failed);
    expect(detections.every(isCaught)).toBe(false);
  });

  it('tells each step before it is taken', async () => {
    const steps: string[] = [];
    await runSelftest({ clean_seeds: 2, swarm_seeds: 3, onStep: (step) => steps.push(step) });
    expect(steps[0]).toBe('planted: drops one write in a hundred');
    expect(steps).toContain('clean seed 2 of 2');
    expect(steps.at(-1)).toBe('swarm seed 3 of 3');
  });
});

const alarm = { verdict: 'FAIL', reasons: ['wolf!'] } as const;

describe('a clean seed', () => {
  it('alarms where it is undecided, for a pass was due', async () => {
    const unsure = { name: 'unsure', summary: 'shrugs', examine: () => undecided };
    expect(await alarmOn(lww, 1, [unsure])).toMatchObject({ reason: 'unsure UNKNOWN: who knows' });
  });

  it('alarms where a law is broken', async () => {
    const deaf = {
      ...lww,
      createReplica: (context: Parameters<typeof lww.createReplica>[0]) => {
        const sound = lww.createReplica(context);
        const hear = sound.import.bind(sound);
        return Object.assign(sound, { import: (blobs: never[]) => hear(blobs.slice(0, 1)) });
      },
    };
    const passing = { name: 'passes', summary: 'all', examine: () => passed };
    expect(await alarmOn(deaf, 1, [passing])).toMatchObject({
      reason: 'a batch equals one by one: a batch leads to another state',
    });
  });
});

const undecided = { verdict: 'UNKNOWN', reasons: ['who knows'] } as const;
const passed = { verdict: 'PASS', reasons: [] } as const;
