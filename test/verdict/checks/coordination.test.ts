import { describe, expect, it } from 'vitest';
import type { LoggedCommit } from '../../../src/verdict/evidence.js';
import { judge } from '../../../src/verdict/judge.js';
import { findingOf, flawless, ledgerOf, scalar } from '../builders.js';

const LEDGER = ledgerOf(['A', 'B'], { A: [scalar('s', 1)], B: [scalar('s', 1), scalar('s', 1)] });
const commit = (commit_id: string, fence: number, revision: number): LoggedCommit => {
  return { commit_id, fence, revision };
};
const [A0, B0, B1] = [commit('0 A', 1, 1), commit('0 B', 2, 2), commit('1 B', 5, 3)];

const findingOn = (...commits: readonly LoggedCommit[]) =>
  findingOf({ ...flawless(LEDGER), coordination: { rounds: [commits] } }, 'coordination');

describe('the coordination check', () => {
  it('passes where every write was committed once, under fences that rise', () => {
    expect(findingOn(A0, B0, B1)).toMatchObject({ verdict: 'PASS' });
  });

  it('has nothing to say where agents merge', () => {
    expect(findingOf(flawless(LEDGER), 'coordination')).toBeUndefined();
  });

  it.each<[string, readonly LoggedCommit[], string]>([
    ['is in no commit', [A0, B0], 'B (op 1)'],
    ['is committed twice', [A0, B0, B1, { ...B1, fence: 6, revision: 4 }], 'was committed 2 times'],
    ['was never issued', [A0, B0, B1, commit('9 C', 6, 4)], 'commit "9 C" is of no write'],
    ['has a fence that falls', [A0, B0, { ...B1, fence: 1 }], 'commit 3 has fence 1 after 2'],
    ['has the fence before', [A0, B0, { ...B1, fence: 2 }], 'commit 3 has fence 2 after 2'],
    ['leaves a revision out', [A0, B0, { ...B1, revision: 4 }], 'commit 4 comes where 3 is next'],
  ])('fails where a write %s', (_, commits, reason) => {
    const finding = findingOn(...commits);
    expect(finding?.verdict).toBe('FAIL');
    expect(finding?.reasons.join()).toContain(reason);
  });

  it('counts agents as having met that set out to write one field at once', () => {
    const ordered = { ...flawless(LEDGER), coordination: { rounds: [[A0, B0, B1]] } };
    expect(judge(ordered).contended).toBe(1);
  });
});
