import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/model/problem.js';
import { lww } from '../../src/strategies/lww.js';
import { blinded } from '../../src/selftest/broken-checks.js';
import { dropsWrites } from '../../src/selftest/bugs/drops-writes.js';
import { sendsOnce } from '../../src/selftest/bugs/sends-once.js';
import { swapsAuthor } from '../../src/selftest/bugs/swaps-author.js';
import { alarmOn } from '../../src/selftest/clean-seeds.js';
import { exitCodeOfSelftest, isCaught, runSelftest } from '../../src/selftest/selftest.js';
import { EXPLORATIONS } from '../../src/sessions/explore/scripts/registry.js';
import { PLANTS } from '../../src/sessions/plants/registry.js';
import { CHECKS } from '../../src/verdict/checks/registry.js';

const FEW = {
  clean_seeds: 1,
  swarm_seeds: 1,
  bugs: [dropsWrites, swapsAuthor, sendsOnce],
  sessions: { plants: [], explorations: [] },
};

const steps: string[] = [];
const whole = await runSelftest({
  clean_seeds: 20,
  swarm_seeds: 5,
  onStep: (step) => steps.push(step),
});

describe('the selftest', () => {
  it('catches all that is planted and alarms on no clean seed', () => {
    const { detections, clean, swarm } = whole;
    expect(detections.filter((detection) => !isCaught(detection))).toEqual([]);
    expect(clean).toEqual({
      seeds: 20,
      strategies: ['transactional', 'crdt', 'langgraph'],
      alarms: [],
    });
    expect(swarm).toMatchObject({ seeds: 5, alarms: [] });
    expect(exitCodeOfSelftest(whole)).toBe(EXIT.ok);
  });

  it('catches all that is planted in the session store and alarms on no interleaving', () => {
    const { planted, clean } = whole.sessions;
    expect(planted.map(({ bug, escape }) => ({ bug, escape }))).toEqual(
      PLANTS.map(({ name }) => ({ bug: name, escape: null })),
    );
    expect(clean.map(({ exploration, alarm }) => ({ exploration, alarm }))).toEqual(
      EXPLORATIONS.map(({ name }) => ({ exploration: name, alarm: null })),
    );
  });

  it('plants each of the bugs that teams really ship', () => {
    expect(whole.detections.map(({ bug }) => bug)).toEqual([
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
      'denies what is requested of it',
      'breaks ties by arrival within an island',
      'reuses its identity on restart',
      'counts writes from 0 after a restart',
      'commits what nobody issued',
      'restarts an agent under its old identity',
      'leaves an agent out of the exchange',
      'rounds the probability of a fault to 0',
      'damages no blob it should damage',
      'counts more effects of a fault than it had',
      'enters the fate of a contribution twice',
      'lets nobody write against anybody',
      'lets everyone hear of a write before the next one is made',
      'a check throws',
      'a check passes everything',
    ]);
  });

  it('says of a check that must be undecided that it must', () => {
    const properties = new Map(whole.detections.map(({ bug, property }) => [bug, property]));
    expect(properties.get('rounds the probability of a fault to 0')).toBe('faults: UNKNOWN');
    expect(properties.get('applies half a write')).toBe('survival');
  });

  it('tells each step before it is taken', () => {
    expect(steps[0]).toBe('planted: drops one write in a hundred');
    expect(steps).toContain('clean seed 20 of 20');
    expect(steps.at(-1)).toBe('swarm seed 5 of 5');
  });

  it('fails where a check is blind', async () => {
    const checks = blinded(CHECKS, 'survival');
    const report = await runSelftest({ ...FEW, checks });
    const escaped = report.detections.filter((detection) => !isCaught(detection));
    expect(escaped.map(({ bug }) => bug)).toEqual([dropsWrites.name, sendsOnce.name]);
    expect(exitCodeOfSelftest(report)).toBe(EXIT.check_failed);
  });

  it('fails where a check alarms though nothing is wrong', async () => {
    const wolf = { ...CHECKS[0], name: 'wolf', summary: 'cries', examine: () => alarm };
    const checks = [...CHECKS, wolf];
    const { clean, swarm, detections } = await runSelftest({ ...FEW, checks });
    expect(clean.alarms).toEqual([
      { strategy: 'transactional', seed: 1, reason: 'wolf FAIL: wolf!' },
      { strategy: 'crdt', seed: 1, reason: 'wolf FAIL: wolf!' },
      { strategy: 'langgraph', seed: 1, reason: 'wolf FAIL: wolf!' },
    ]);
    expect(swarm.alarms).toMatchObject([{ seed: 1, reason: 'wolf FAIL: wolf!' }]);
    expect(detections.every(isCaught)).toBe(false);
  });

  it.each(['clean', 'swarm'] as const)('fails for one alarm on a %s seed alone', (where) => {
    const alarms = [{ strategy: 'crdt', seed: 1, reason: 'wolf!', reproduce: '' }];
    const report = { ...whole, [where]: { ...whole[where], alarms } };
    expect(exitCodeOfSelftest(report)).toBe(EXIT.check_failed);
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
