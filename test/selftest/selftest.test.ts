import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/model/problem.js';
import { lww } from '../../src/strategies/lww.js';
import { blinded } from '../../src/selftest/broken-checks.js';
import { alarmOn } from '../../src/selftest/clean-seeds.js';
import { exitCodeOfSelftest, isCaught, runSelftest } from '../../src/selftest/selftest.js';
import { CHECKS } from '../../src/verdict/checks/registry.js';

describe('the selftest', () => {
  it('catches all that is planted and alarms on no clean seed', async () => {
    const report = await runSelftest({ clean_seeds: 20 });
    expect(report.detections.filter((detection) => !isCaught(detection))).toEqual([]);
    expect(report.clean).toEqual({ seeds: 20, strategies: ['transactional', 'crdt'], alarms: [] });
    expect(exitCodeOfSelftest(report)).toBe(EXIT.ok);
  });

  it('plants each of the bugs that teams really ship', async () => {
    const { detections } = await runSelftest({ clean_seeds: 1 });
    expect(detections.map(({ bug }) => bug)).toEqual([
      'drops one write in a hundred',
      'swaps an author',
      'breaks ties by order of arrival',
      'escalates and applies',
      'doubles on re-import',
      'last import wins',
      'imports only the first of a batch',
      'mutates its input',
      'swallows an import error',
      'a check throws',
      'a check passes everything',
    ]);
  });

  it('fails where a check is blind', async () => {
    const checks = blinded(CHECKS, 'survival');
    const report = await runSelftest({ clean_seeds: 1, checks });
    const escaped = report.detections.filter((detection) => !isCaught(detection));
    expect(escaped.map(({ bug }) => bug)).toEqual([
      'drops one write in a hundred',
      'escalates and applies',
    ]);
    expect(exitCodeOfSelftest(report)).toBe(EXIT.check_failed);
  });

  it('fails where a check alarms though nothing is wrong', async () => {
    const wolf = { ...CHECKS[0], name: 'wolf', summary: 'cries', examine: () => alarm };
    const { clean, detections } = await runSelftest({ clean_seeds: 1, checks: [...CHECKS, wolf] });
    expect(clean.alarms).toEqual([
      { strategy: 'transactional', seed: 1, reason: 'wolf FAIL: wolf!' },
      { strategy: 'crdt', seed: 1, reason: 'wolf FAIL: wolf!' },
    ]);
    expect(exitCodeOfSelftest({ clean, detections: [] })).toBe(EXIT.check_failed);
    expect(detections.every(isCaught)).toBe(false);
  });

  it('tells each step before it is taken', async () => {
    const steps: string[] = [];
    await runSelftest({ clean_seeds: 2, onStep: (step) => steps.push(step) });
    expect(steps[0]).toBe('planted: drops one write in a hundred');
    expect(steps.at(-1)).toBe('clean seed 2 of 2');
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
