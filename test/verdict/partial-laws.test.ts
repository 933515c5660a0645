// Laws of the judge over random partial, delayed and racing histories with restarts: replicas that hold what
// reached them pass, and none can lack anything of it, or hold anything beyond it, without a check that fails.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestReading } from '../../src/model/digest.js';
import type { Evidence, FinalState } from '../../src/verdict/evidence.js';
import { totalOf } from '../../src/verdict/fate.js';
import { judge } from '../../src/verdict/judge.js';
import { Ledger } from '../../src/verdict/ledger.js';
import { finalOf } from './builders.js';
import { modelOf } from './partial-brute-force.js';
import { partialHistories } from './partial-histories.js';
import { flawlessPartial } from './partial-runs.js';

/** That nobody met, that something is under way still, or that a hazard could not act, is no trouble. */
const MAY_BE_UNDECIDED = new Set(['contention', 'quiescence', 'identity']);

function troublesOf(evidence: Evidence): readonly string[] {
  return judge(evidence)
    .findings.filter(({ check, verdict }) => {
      return verdict === 'FAIL' || (verdict === 'UNKNOWN' && !MAY_BE_UNDECIDED.has(check));
    })
    .map(({ check, verdict, reasons }) => `${check} ${verdict} ${reasons.join('; ')}`);
}

const runs = fc.tuple(partialHistories, fc.nat({ max: 5 })).map(([entries, shift]) => {
  const evidence = flawlessPartial(Ledger.from(entries), (round) => round + shift);
  return { entries, evidence };
});

/** The evidence with one final reading split off for one of its replicas, and changed there. */
function changedAt(
  evidence: Evidence,
  agent_index: number,
  change: (final: FinalState) => FinalState,
): Evidence {
  const finals = evidence.finals.flatMap((final) => {
    if (!final.agent_indexes.includes(agent_index)) return [final];
    const others = final.agent_indexes.filter((one) => one !== agent_index);
    const alone = change({ ...final, agent_indexes: [agent_index] });
    return others.length > 0 ? [{ ...final, agent_indexes: others }, alone] : [alone];
  });
  return { ...evidence, finals };
}

describe('the judge, over any partial history', () => {
  it('finds nothing wrong with replicas that hold what reached them', () => {
    fc.assert(
      fc.property(runs, ({ evidence }) => {
        expect(troublesOf(evidence)).toEqual([]);
        const { fates, contributions_issued, escalations, escalations_expected } = judge(evidence);
        expect(fates && totalOf(fates)).toBe(contributions_issued);
        expect(escalations).toBe(escalations_expected);
      }),
      { numRuns: 150 },
    );
  });

  it('calls it converged where contents are equal, and never corrupted for what did not arrive', () => {
    fc.assert(
      fc.property(runs, ({ evidence }) => {
        const { converged, outcome } = judge(evidence);
        expect(converged).toBe(
          new Set(evidence.finals.map((one) => one.digests.content)).size === 1,
        );
        expect(outcome).not.toBe('corrupted');
      }),
      { numRuns: 100 },
    );
  });

  it('is undecided about quiescence exactly where some replica lacks what another holds', () => {
    fc.assert(
      fc.property(runs, ({ entries, evidence }) => {
        const ends = modelOf(entries).views.at(-1) ?? [];
        const all = new Set(ends.flatMap((held) => [...held]));
        const complete = ends.every(({ size }) => size === all.size);
        const { findings } = judge(evidence);
        const finding = findings.find(({ check }) => check === 'quiescence');
        expect(finding?.verdict).toBe(complete ? 'PASS' : 'UNKNOWN');
      }),
      { numRuns: 100 },
    );
  });

  it('fails a replica that reads like another which received something else', () => {
    fc.assert(
      fc.property(runs, fc.nat(), fc.nat(), ({ evidence }, pick, other) => {
        const agents = evidence.ledger.agents.length;
        const [one, two] = [pick % agents, other % agents];
        const [from, to] = [one, two].map((agent) =>
          evidence.finals.find(({ agent_indexes }) => agent_indexes.includes(agent)),
        );
        fc.pre(from !== undefined && to !== undefined && differ(from, to));
        const changed = changedAt(evidence, two, (final) =>
          finalOf(from.reading, ...final.agent_indexes),
        );
        expect(judge(changed).verdict).toBe('FAIL');
      }),
      { numRuns: 250 },
    );
  });

  it('fails a replica that lacks a field of what reached it', () => {
    fc.assert(
      fc.property(runs, fc.nat(), fc.nat(), ({ evidence }, pick, which) => {
        const agent = pick % evidence.ledger.agents.length;
        const changed = changedAt(evidence, agent, (final) => {
          const at = which % Math.max(final.reading.fields.length, 1);
          const fields = final.reading.fields.toSpliced(at, 1);
          return finalOf({ ...final.reading, fields }, ...final.agent_indexes);
        });
        const before = evidence.finals.find(({ agent_indexes }) => agent_indexes.includes(agent));
        const [lost] =
          before?.reading.fields.slice(which % Math.max(before.reading.fields.length, 1)) ?? [];
        fc.pre(lost !== undefined && !isEmpty(lost));
        expect(judge(changed).verdict).toBe('FAIL');
      }),
      { numRuns: 150 },
    );
  });
});

/** Whether readings differ in more than fields that hold nothing, which may be listed or not. */
function differ(one: FinalState, other: FinalState): boolean {
  const [left, right] = [one, other].map(({ reading: { fields, ...rest } }) =>
    digestReading({ ...rest, fields: fields.filter((field) => !isEmpty(field)) }),
  );
  return left?.reading !== right?.reading;
}

function isEmpty(field: FinalState['reading']['fields'][number]): boolean {
  if (field.kind === 'grow_set') return field.elements.length === 0;
  return field.kind === 'append_text' && field.text === '';
}
