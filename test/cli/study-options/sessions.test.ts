// Races for sessions in flags and study files, and the resolved study that they come to.

import { describe, expect, it } from 'vitest';
import { configurationFrom } from '../../../src/cli/study-options.js';
import { parseStoredConfiguration } from '../../../src/coordinator/configuration/stored.js';
import { UserError } from '../../../src/model/problem.js';
import { configurationOf, refusalBy, refusalOf } from '../support/study-files.js';

const USUAL = { stores: ['memory', 'sqlite'], sessions: 8, turns_per_agent: 20, ttl_ms: 200 };

describe('a study that asks for races', () => {
  it('races alone where it says nothing of merging', () => {
    const study = configurationOf('sessions: { stores: sqlite, turns: 5 }\nagents: [2, 64]');
    expect(study).toMatchObject({ strategies: [], workloads: [], agents: [2, 64] });
    expect(study.sessions).toEqual({ ...USUAL, stores: ['sqlite'], turns_per_agent: 5 });
  });

  it.each([
    ['strategies: [crdt]', ['crdt'], 3],
    ['workloads: [mixed]', ['lww', 'transactional', 'crdt'], 1],
  ])('merges as well where it says what: %s', (line, names, workloads) => {
    const study = configurationOf(`sessions: {}\n${line}`);
    expect(study.strategies).toEqual(names.map((name) => ({ type: 'built_in', name })));
    expect(study.workloads).toHaveLength(workloads);
    expect(study.sessions).toEqual(USUAL);
  });

  it('is asked by flags as well, which win over the file one by one', () => {
    const typed = { 'session-store': 'memory', 'session-turns': '7', 'session-ttl': '1.5' };
    expect(configurationFrom(typed, undefined).sessions).toEqual({
      ...{ stores: ['memory'], sessions: 8, turns_per_agent: 7, ttl_ms: 1.5 },
    });
    const file = 'sessions: { stores: [sqlite], turns: 5 }';
    expect(configurationOf(file, { sessions: '3' }).sessions).toEqual({
      ...{ stores: ['sqlite'], sessions: 3, turns_per_agent: 5, ttl_ms: 200 },
    });
  });

  it('expects what it is told of its stores', () => {
    const study = configurationOf('sessions: {}\nexpect: { sessions_sqlite: fail }');
    expect(study.expect).toEqual({ sessions_sqlite: 'fail' });
  });

  it('is not what others are: they know nothing of races', () => {
    expect(configurationFrom({}, undefined)).not.toHaveProperty('sessions');
  });

  it.each([
    ['sessions: { stores: [redis] }', '1:22', 'choose from memory, sqlite'],
    ['sessions: { stores: [sqlite, sqlite] }', '1:30', 'give "sqlite" once'],
    ['sessions: { session: 3 }', '1:13', 'unknown key, did you mean sessions?'],
    ['sessions: { sessions: 0 }', '1:23', 'give a whole number from 1 to 10000'],
    ['sessions: { turns: 1.5 }', '1:20', 'give a whole number from 1 to 100000'],
    ['sessions: { ttl_ms: 0 }', '1:21', 'give a number from 1 to 3600000'],
    ['sessions: 8', '1:11', 'write names with their values, as in { stores: [memory, sqlite]'],
    ['sessions: {}\nexpect: { sessions_mysql: pass }', '2:11', 'sessions_sqlite'],
  ])('%j is refused at %s', (content, place, remedy) => {
    expect(refusalOf(content)).toEqual([64, expect.stringContaining(`nightly.yaml:${place}: `)]);
    expect(refusalOf(content)?.[1]).toContain(remedy);
  });

  it('is refused by the flag that is wrong', () => {
    expect(
      refusalBy(() => configurationFrom({ 'session-store': 'memory,redis' }, undefined)),
    ).toEqual([64, expect.stringContaining('--session-store "memory,redis": "redis": ')]);
  });
});

describe('a study of races that is resumed', () => {
  const study = configurationFrom({ 'session-ttl': '12.5', agents: '8' }, undefined);
  const stored = (change: object = {}): unknown =>
    JSON.parse(JSON.stringify({ ...study, ...change }));

  it('is read back as it was, and is what it was where nothing is typed', () => {
    expect(parseStoredConfiguration(stored())).toEqual(study);
    expect(configurationFrom({}, undefined, parseStoredConfiguration(stored()))).toEqual(study);
  });

  it.each([
    ['neither strategies nor races', { sessions: undefined }],
    ['strategies without workloads', { strategies: [{ type: 'built_in', name: 'lww' }] }],
    ['workloads without strategies', { workloads: ['mixed'] }],
    ['a store that is none', { sessions: { ...study.sessions, stores: ['x'] } }],
    ['no store', { sessions: { ...study.sessions, stores: [] } }],
    ['a key too many', { sessions: { ...study.sessions, rubbish: 1 } }],
    ['turns out of range', { sessions: { ...study.sessions, turns_per_agent: 0 } }],
  ])('is refused with %s', (_, change) => {
    expect(() => parseStoredConfiguration(stored(change))).toThrow(UserError);
  });
});
