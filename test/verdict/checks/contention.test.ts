import { describe, expect, it } from 'vitest';
import type { Deliveries } from '../../../src/model/deliveries.js';
import type { Evidence } from '../../../src/verdict/evidence.js';
import { Ledger } from '../../../src/verdict/ledger.js';
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
    ];
    for (const ledger of alone) {
      expect(judge(flawless(ledger))).toMatchObject({ verdict: 'UNKNOWN', contended: 0 });
    }
  });

  it('says that there is one author where there is one', () => {
    const reasonsOn = (ledger: Ledger) => findingOf(flawless(ledger), 'contention')?.reasons;
    const one = 'nothing contended: there is one author, A, of all writes';
    expect(reasonsOn(ledgerOf(['A', 'B'], { A: [scalar('s', 1)] }))).toEqual([one]);
    const two = ledgerOf(['A', 'B'], { A: [scalar('s', 1)], B: [scalar('t', 1)] });
    expect(reasonsOn(two)).toEqual(['nothing contended']);
    expect(reasonsOn(ledgerOf(['A', 'B']))).toEqual(['no write was issued']);
  });

  it('passes where writes of different rounds met, because nothing was delivered between them', () => {
    const ledger = takingTurns({ type: 'pass', senders: [], receivers: [], exported: [] });
    expect(judge(unread(ledger)).contended).toBe(2);
    expect(findingOf(unread(ledger), 'contention')?.verdict).toBe('PASS');
  });

  it('is undecided where the same writes were delivered before the next one was made', () => {
    const ledger = takingTurns({ type: 'pass', senders: [0], receivers: [1], exported: [0] });
    expect(judge(unread(ledger)).contended).toBe(0);
    expect(findingOf(unread(ledger), 'contention')?.verdict).toBe('UNKNOWN');
  });

  it('is undecided where no write was issued, and says so', () => {
    const silent = flawless(ledgerOf(['A', 'B']));
    expect(judge(silent)).toMatchObject({ verdict: 'UNKNOWN', contended: 0 });
    expect(findingOf(silent, 'contention')?.reasons).toEqual(['no write was issued']);
  });
});

/** A writes, that is delivered so, and then B writes. */
function takingTurns(deliveries: Deliveries): Ledger {
  const ledger = new Ledger(['A', 'B']);
  ledger.issue(0, [[scalar('s', 1)('A', 0)], []]);
  ledger.deliver(0, deliveries);
  ledger.issue(1, [[], [scalar('s', 2)('B', 0)]]);
  ledger.deliver(1, { type: 'pass', senders: [1], receivers: [0], exported: [1] });
  return ledger;
}

/** Evidence without a final reading: contention is asked of the ledger alone. */
function unread(ledger: Ledger): Evidence {
  return { ledger, observations: [], finals: [], attributes: true };
}
