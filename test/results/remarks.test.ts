import { describe, expect, it } from 'vitest';
import { renderComparison } from '../../src/results/comparison.js';
import { toMarkdown } from '../../src/results/markdown.js';
import { remarksOn, textsOn } from '../../src/results/remarks.js';
import { distinguishingViews } from '../../src/results/views.js';
import { buildRecord, twoAgentRecords } from './build-record.js';

const ACCOUNT = { fault: 'drop=10%', planned_count: 12, fired_count: 11, observed_count: 10 };
const HEAL = { type: 'until_quiescent', passes: 4, bound: 7, reason: 'half of a ring' } as const;
const DETECTION = {
  ...{ damaged_count: 20, detected_count: 17 },
  ...{ changed_and_thrown_count: 2, silently_changed_count: 1 },
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
      'that nothing was healed',
      { heal: { ...HEAL, type: 'off', passes: 0 } as const },
      'nothing was healed after the last write: the heal was off',
    ],
    [
      'what did not arrive',
      { writes_not_delivered: 3, writes_unacknowledged: 0, writes_rejected: 1 },
      'contributions 3 not delivered, 1 rejected',
    ],
    [
      'what the engine detected',
      { detection: DETECTION },
      'without envelopes the engine detected 17 of 20 damaged blobs (85 %); 2 of them only after its state had changed; 1 changed its state silently',
    ],
    [
      'both shares of conflicts',
      { conflict_share_asked: 0.3, conflict_share: 0.25 },
      'share of concurrent writes in conflict: 25 %, asked 30 %',
    ],
    [
      'what was not issued',
      { writes_unissued: 12, rate_per_second: 500 },
      '12 writes that fell due at 500 per second and agent were not issued',
    ],
  ])('say %s', (_, changes, text) => {
    expect(textsOn(buildRecord(changes))).toEqual([text]);
  });

  it.each([
    ['of a plain repetition', {}],
    ['where no blob was damaged', { detection: { ...DETECTION, damaged_count: 0 } }],
    ['where no share was asked for', { conflict_share: 0.25 }],
  ])('are none %s', (_, changes) => {
    expect(textsOn(buildRecord(changes))).toEqual([]);
  });
});

describe('the remarks on several records', () => {
  const rows = ['lww', 'yjs', 'crdt', 'mine', 'yours'].map((strategy) =>
    buildRecord({ strategy, heal: strategy === 'crdt' ? { ...HEAL, passes: 5 } : HEAL }),
  );

  it('name the rows that they are about, and none where it is all of them', () => {
    expect(remarksOn(rows, distinguishingViews(rows))).toEqual([
      {
        subject: 'clean_merge, lww; clean_merge, yjs; clean_merge, mine and 1 more',
        text: 'the heal took 4 of at most 7 passes (half of a ring)',
      },
      {
        subject: 'clean_merge, crdt',
        text: 'the heal took 5 of at most 7 passes (half of a ring)',
      },
    ]);
    const same = rows.filter(({ strategy }) => strategy !== 'crdt');
    expect(remarksOn(same, []).map(({ subject }) => subject)).toEqual(['']);
  });

  it('stand under the table of a terminal and of Markdown, escaped', () => {
    const evil = { ...ACCOUNT, note: '<b>\u001b[31m' };
    const records = twoAgentRecords().map((record) => ({ ...record, fault_accounts: [evil] }));
    const terminal = renderComparison(records, { colour: 'none', width: null });
    expect(terminal).toContain('\n\nnote: drop=10%: planned 12, fired 11, observed 10 (<b>\\u001b');
    expect(terminal).not.toContain('\u001b');
    expect(toMarkdown(records)).toContain(
      '\n- drop=10%: planned 12, fired 11, observed 10 (\\<b\\>',
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
