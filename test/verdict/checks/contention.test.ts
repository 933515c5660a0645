import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/verdict/judge.js';
import { after, findingOf, flawless, ledgerOf, scalar, SEMANTIC_CONFLICT } from '../builders.js';

describe('the contention check', () => {
  it('passes where two agents wrote to one field at once', () => {
    expect(findingOf(flawless(SEMANTIC_CONFLICT), 'contention')?.verdict).toBe('PASS');
    expect(judge(flawless(SEMANTIC_CONFLICT)).contended).toBe(1);
  });

  it('is undecided where nobody met: on different fields, in different rounds, or knowing of each other', () => {
    const alone = [
      ledgerOf(['A', 'B'], { A: [scalar('s', 1)], B: [scalar('t', 1)] }),
      ledgerOf(['A', 'B'], { A: [scalar('s', 1)] }, { B: [scalar('s', 2)] }),
      ledgerOf(['A', 'B'], { A: [scalar('s', 1)], B: [after(scalar('s', 2), ['A', 0])] }),
      ledgerOf(['A'], { A: [scalar('s', 1), scalar('s', 2)] }),
      ledgerOf(['A', 'B']),
    ];
    for (const ledger of alone) {
      expect(judge(flawless(ledger))).toMatchObject({ verdict: 'UNKNOWN', contended: 0 });
      expect(findingOf(flawless(ledger), 'contention')?.reasons).toEqual(['nothing contended']);
    }
  });
});
