// What an engine that was restarted under its old identity ends in: a finding, whichever seed it is.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { executeStudy } from '../../../src/coordinator/execute.js';
import { exitCodeOf } from '../../../src/coordinator/exit.js';
import { keptRecordOf } from '../../../src/coordinator/kept-record.js';
import type { Study } from '../../../src/coordinator/study.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { buildStudy } from '../../support/study.js';

const SILENT = /^engine identity reused: \d+ writes? lost silently/;
const BROKEN = /^the engine broke after its identity was reused: /;

afterEach(() => {
  vi.restoreAllMocks();
});

async function recordsOf(name: string, changes: Partial<Study>) {
  const records: RepetitionRecord[] = [];
  const study = buildStudy({
    strategies: [{ type: 'built_in', name }],
    workloads: ['mixed'],
    threads: [{ type: 'simulated' }],
    faults: ['crash=one:stale@3'],
    agents: [6],
    rounds: 6,
    writes_per_agent: 3,
    ...changes,
  });
  const listener = { repetitionEnds: (one: never) => records.push(keptRecordOf(one, [])) };
  await executeStudy(study, listener, new AbortController().signal);
  return records;
}

function identityIn({ findings }: RepetitionRecord) {
  return findings.find(({ check }) => check === 'identity');
}

describe('an old identity with a stale blob', () => {
  it.each([
    ['crdt', 'mesh', 3],
    ['crdt', 'gossip', 3],
    ['langgraph', 'mesh', 1],
  ] as const)(
    'ends %s over %s in a finding of the engine, and never undecided',
    async (name, topology, runs) => {
      const print = vi.spyOn(console, 'error');
      const records = await recordsOf(name, { topologies: [topology], runs });
      expect(records).toHaveLength(runs);
      for (const record of records) {
        expect(record).toMatchObject({ verdict: 'FAIL', faults_fired: 1, faults_observed: 1 });
        const found = identityIn(record);
        expect(found?.verdict).toBe('FAIL');
        expect(found?.reasons[0]).toMatch(record.status === 'ok' ? SILENT : BROKEN);
      }
      expect(records.some(({ status }) => status === 'crashed')).toBe(true);
      expect(exitCodeOf(records, new Map([[name, 'pass']]))).toBe(1);
      expect(print).not.toHaveBeenCalled();
    },
  );

  it('has the panic of Loro for a reason, not the trap that follows it, also on threads', async () => {
    const two = [{ type: 'simulated' }, { type: 'count', count: 2 }] as const;
    const broken = await recordsOf('crdt', { topologies: ['mesh'], threads: two, runs: 1 });
    expect(broken.map(({ status }) => status)).toEqual(['crashed', 'crashed']);
    for (const { note, outcome, writes_lost } of broken) {
      expect(note).toMatch(/: panicked at crates\/loro\S+ \S/);
      expect(note).not.toMatch(/unreachable|Stack/);
      expect([outcome, writes_lost]).toEqual([null, null]);
    }
  });

  it.each(['lww', 'transactional', 'crdt'])(
    'is undecided for %s where nothing is written after it: it could do no harm',
    async (name) => {
      const [record] = await recordsOf(name, { topologies: ['gossip'], rounds: 4, runs: 1 });
      expect(record && identityIn(record)).toMatchObject({
        verdict: 'UNKNOWN',
        reasons: [expect.stringContaining('the hazard could not act')],
      });
    },
  );

  it('is not found in what lww loses by its own rules', async () => {
    const records = await recordsOf('lww', { topologies: ['gossip'], runs: 2 });
    for (const record of records) {
      expect(record.verdict).toBe('FAIL');
      expect(identityIn(record)?.verdict).not.toBe('FAIL');
    }
  });
});
