// Options that change nothing in the study they are given to.

import { describe, expect, it } from 'vitest';
import { configurationFrom, studyFromFlags, warningsFor } from '../../../src/cli/study-options.js';
import { TOPOLOGY_NAMES, findTopology } from '../../../src/coordinator/topologies/registry.js';
import { configurationOf, FILE_NAME, refusalBy, refusalOf } from '../support/study-files.js';

const NOTHING = 'or leave it out: nothing uses it';

function refusalOfRun(flags: Readonly<Record<string, string>>) {
  return refusalBy(() => studyFromFlags('run', flags, 'refuse'));
}

describe('an option that nothing in the study uses', () => {
  it.each([
    [{ arrivals: 'poisson' }, 'give --rate too'],
    [
      { 'fan-out': '3' },
      'add one of random_regular, gossip, gossip_push, gossip_pull to --topology',
    ],
    [{ topology: 'ring,gossip_pairs', 'fan-out': '3' }, 'add one of random_regular, gossip,'],
    [{ mergeable: '0.5' }, 'add mixed to --workload'],
    [{ workload: 'clean_merge', 'hot-fields': '2' }, 'add mixed to --workload'],
    [{ repo: '.' }, 'add git to --workload'],
    [{ days: '7' }, 'add git to --workload'],
    [{ commit: 'a'.repeat(40) }, 'add git to --workload'],
  ])('is refused as a flag: %j', (flags, remedy) => {
    const [code, message] = refusalOfRun(flags) ?? [];
    const [flag] = Object.entries(flags).at(-1) ?? [''];
    expect(code).toBe(64);
    expect(message).toMatch(new RegExp(`^bad value: --${flag} "`));
    expect(message).toContain(remedy);
    expect(message).toContain(NOTHING);
  });

  it.each([
    ['arrivals: poisson', '1:11', 'arrivals: give rate too'],
    ['fan_out: 3', '1:10', 'fan_out: add one of random_regular,'],
    ['workloads: log\nlog: x\nmixed: { field_skew: 2 }', '3:22', 'mixed.field_skew: add mixed to'],
    ['workloads: log\nlog: x\nrepo: .', '3:7', 'repo: add git to workloads'],
  ])('is refused in a study file: %j', (file, place, remedy) => {
    const [code, message] = refusalOf(file) ?? [];
    expect(code).toBe(64);
    expect(message).toContain(`bad study file: ${FILE_NAME}:${place}: ${remedy}`);
  });

  it('is none where one of several uses it', () => {
    const flags = { workload: 'clean_merge,mixed', mergeable: '0.5', writes: '3' };
    expect(refusalOfRun({ ...flags, topology: 'mesh,gossip', 'fan-out': '3' })).toBeNull();
    expect(refusalOfRun({ rate: '5', arrivals: 'poisson' })).toBeNull();
    expect(refusalOf('sessions: { stores: memory }\nagents: 4')).toBeNull();
    expect(refusalOf('mixed: {}\nworkloads: clean_merge')).toBeNull();
  });

  it('is none where a flag took the place of what used it in the file', () => {
    const file = 'workloads: [mixed]\nmixed: { field_skew: 2 }\ntopologies: gossip\nfan_out: 3';
    const flags = { workload: 'clean_merge', topology: 'ring' };
    expect(configurationOf(file, flags).workloads).toEqual(['clean_merge']);
  });

  it('is none in a study that goes on, where it is only as it was stored', () => {
    const stored = configurationFrom({ topology: 'gossip', 'fan-out': '3' }, undefined);
    const older = { ...stored, topologies: ['ring'] };
    expect(configurationFrom({}, undefined, older).terms.fan_out).toBe(3);
  });
});

describe('a flag of every command that nothing in the study uses', () => {
  it.each([
    [
      { writes: '5' },
      '--writes changes nothing here: clean_merge, semantic_conflict have their own',
    ],
    [
      { workload: 'git', repo: '.', agents: '4', rounds: '2' },
      '--agents changes nothing here: git has its own|--rounds changes nothing here: git has its own',
    ],
    [{ workload: 'mixed,log', log: 'x.jsonl', agents: '2', writes: '5', rounds: '2' }, ''],
  ])('is told, and no error: %j', (flags, told) => {
    const study = studyFromFlags('run', flags, 'refuse');
    const unused = warningsFor(study, flags).filter((warning) => warning.startsWith('--'));
    expect(unused.join('|')).toBe(told);
  });
});

describe('topologies', () => {
  it.each(TOPOLOGY_NAMES)('say truly whether the fan-out is used: %s', (name) => {
    const topology = findTopology(name);
    const routes = [1, 5].map((fan_out) =>
      topology?.routes({ agents: 12, pass: 0, seed: 1, fan_out }),
    );
    expect(topology?.uses_fan_out === true).toBe(
      JSON.stringify(routes[0]) !== JSON.stringify(routes[1]),
    );
  });
});
