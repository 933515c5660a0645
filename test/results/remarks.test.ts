import { describe, expect, it } from 'vitest';
import { renderComparison } from '../../src/results/comparison.js';
import { toMarkdown } from '../../src/results/markdown.js';
import { remarksOn, textsOn } from '../../src/results/remarks.js';
import { distinguishingViews } from '../../src/results/views.js';
import { buildRecord, twoAgentRecords } from './build-record.js';

const ACCOUNT = { fault: 'drop=10%', planned_count: 12, fired_count: 11, observed_count: 10 };
const HEAL = { type: 'until_quiescent', passes: 4, bound: 7, reason: 'half of a ring' } as const;
const UNISSUED = { writes_unissued: 3 };
const DETECTION = {
  ...{ damaged_count: 20, detected_count: 17 },
  ...{ changed_and_thrown_count: 2, silently_changed_count: 1 },
};

const NO_END = { accepted: 0, corrupted: 0, rejected: 0, dropped: 0, discarded: 0, pending: 0 };
const ENDS = {
  sent_count: 20,
  counts: { ...NO_END, accepted: 8, rejected: 7, dropped: 5 },
  rejections: { foreign_run: 2, damaged: 5 },
};

describe('the remarks on a record', () => {
  it.each([
    [
      'what became of each fault',
      { fault_accounts: [{ ...ACCOUNT, note: null }] },
      'drop=10%: planned 12, fired 11, observed 10',
    ],
    [
      'what more there is to say of a fault',
      { fault_accounts: [{ ...ACCOUNT, note: 'the fast clock won 3 of 4' }] },
      'drop=10%: planned 12, fired 11, observed 10 (the fast clock won 3 of 4)',
    ],
    ['the heal', { heal: HEAL }, 'the heal took 4 of at most 7 passes (half of a ring)'],
    [
      'a heal without a bound',
      { heal: { ...HEAL, bound: null, reason: '' } },
      'the heal took 4 passes',
    ],
    [
      'that there was nothing to heal',
      { heal: { ...HEAL, passes: 0 } },
      'nothing was left to heal after the last write',
    ],
    [
      'that nothing was healed',
      { heal: { ...HEAL, type: 'off', passes: 0 } as const },
      'nothing was healed after the last write: the heal was off',
    ],
    [
      'what did not arrive',
      { writes_not_delivered: 3, writes_unacknowledged: 0, writes_rejected: 1 },
      'contributions: 3 not delivered, 1 rejected',
    ],
    [
      'what the engine detected',
      { detection: DETECTION },
      'without envelopes the engine detected 17 of 20 damaged blobs (85 %); 2 of them only after its state had changed; 1 changed its state silently',
    ],
    [
      'how blobs ended that were no delivery, and why they were refused',
      { blob_ends: ENDS },
      'of 20 blobs 8 accepted, 7 refused (5 damaged, 2 foreign run) and 5 dropped',
    ],
    [
      'both shares of conflicts',
      { conflict_share_asked: 0.3, conflict_share: 0.25 },
      'share of writes in conflict: 25 %, asked 30 %',
    ],
    [
      'how much of a history that was read met, and how much of that conflicts',
      {
        ...{ workload: 'git', writes_per_agent: null, writes_issued: 3788 },
        ...{ writes_concurrent: 2191, writes_conflicting: 504 },
      },
      'git: 3,788 writes, 2,191 concurrent (58 %): 77 % mergeable, 23 % real conflicts',
    ],
    [
      'of how many commits and authors a repository was, in how many rounds',
      {
        ...{ workload: 'git', commits: 24, agents: 1, rounds: 20, writes_issued: 96 },
        ...{ writes_concurrent: 0, writes_conflicting: 0 },
      },
      'git: 24 commits of 1 author in 20 rounds: 96 writes, none concurrent',
    ],
    [
      'what was not issued',
      { writes_issued: 5, writes_unissued: 75, rate_per_second: 500 },
      '75 of 80 writes (94 %) could not be issued in time at 500 per second and agent',
    ],
  ])('say %s', (_, changes, text) => {
    expect(textsOn(buildRecord(changes))).toEqual([text]);
  });

  it.each([
    ['of a plain repetition', {}],
    [
      'where every blob was accepted',
      { blob_ends: { ...ENDS, counts: { ...NO_END, accepted: 20 }, rejections: {} } },
    ],
    ['where no blob was damaged', { detection: { ...DETECTION, damaged_count: 0 } }],
    ['where no share was asked for', { conflict_share: 0.25 }],
  ])('are none %s', (_, changes) => {
    expect(textsOn(buildRecord(changes))).toEqual([]);
  });
});

describe('the remarks on several records', () => {
  const rows = ['lww', 'yjs', 'crdt'].map((strategy) => buildRecord({ strategy, heal: HEAL }));
  const HEALED = 'the heal took 4 of at most 7 passes (half of a ring)';

  it('are said once where they are the same for all strategies', () => {
    expect(remarksOn(rows, distinguishingViews(rows))).toEqual([{ subject: '', text: HEALED }]);
  });

  it('name the strategy that they are about, and what is said of all beside it', () => {
    const records = rows.map((record) =>
      record.strategy === 'yjs' ? { ...record, detection: DETECTION } : record,
    );
    expect(remarksOn(records, distinguishingViews(records))).toEqual([
      { subject: '', text: HEALED },
      {
        subject: 'clean_merge, yjs',
        text: expect.stringMatching(/^without envelopes/) as string,
      },
    ]);
  });

  it('name the point of the grid, where there are several', () => {
    const larger = rows.map((record) => ({ ...record, agents: 8, ...UNISSUED }));
    const records = [...rows, ...larger];
    expect(remarksOn(records, distinguishingViews(records))).toEqual([
      { subject: 'clean_merge, agents 2', text: HEALED },
      {
        subject: 'clean_merge, agents 8',
        text: `${HEALED}; 3 of 8 writes (38 %) could not be issued in time`,
      },
    ]);
  });

  it('stand under the table of a terminal and of Markdown, escaped', () => {
    const evil = { ...ACCOUNT, note: '<b>\u001b[31m' };
    const records = twoAgentRecords().map((record) => ({ ...record, fault_accounts: [evil] }));
    const terminal = renderComparison(records, { colour: 'none', width: null });
    expect(terminal).toContain(
      '\nnote: clean_merge: drop=10%: planned 12, fired 11, observed 10 (<b>\\u001b',
    );
    expect(terminal).not.toContain('\u001b');
    expect(toMarkdown(records)).toContain(
      '\n- clean_merge: drop=10%: planned 12, fired 11, observed 10 (\\<b\\>',
    );
  });

  it('are cut where there are many', () => {
    const many = Array.from({ length: 20 }, (_, passes) =>
      buildRecord({ agents: passes + 2, heal: { ...HEAL, passes } }),
    );
    const terminal = renderComparison(many, { colour: 'none', width: null });
    expect(terminal.match(/^note: /gm)).toHaveLength(12);
    expect(terminal).toContain('\nand 8 more notes');
  });

  it('are none under a plain table', () => {
    const terminal = renderComparison(twoAgentRecords(), { colour: 'none', width: null });
    expect(terminal).not.toContain('note: ');
  });
});
