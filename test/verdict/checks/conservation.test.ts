import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/verdict/account/account.js';
import { AccountBook } from '../../../src/verdict/account/account.js';
import { conservation } from '../../../src/verdict/checks/conservation.js';
import { examine } from '../../../src/verdict/examination.js';
import { FATES, totalOf } from '../../../src/verdict/fate.js';
import { expectFrom } from '../../../src/verdict/oracle.js';
import { CLEAN_MERGE, findingOf, flawless } from '../builders.js';

/** The clean merge, with the fates as that book keeping leaves them. */
function conserve(keep: (book: AccountBook) => void, changed: Partial<Account> = {}) {
  const { contributions } = expectFrom(CLEAN_MERGE);
  const book = new AccountBook(contributions, 'agent A');
  keep(book);
  const accounts = [{ ...book.close(), ...changed }];
  return conservation.examine({ ...examine(flawless(CLEAN_MERGE)), accounts });
}

const { contributions } = expectFrom(CLEAN_MERGE);
const [first] = contributions;

function settleAll(book: AccountBook, list = contributions): void {
  for (const one of list) book.settle(one, 'survived');
}

describe('the conservation check', () => {
  it('passes where every contribution has one fate, whichever it is', () => {
    expect(conserve(settleAll).verdict).toBe('PASS');
    for (const fate of FATES.filter((one) => one !== 'undecided')) {
      const result = conserve((book) => {
        for (const one of contributions) book.settle(one, fate);
      });
      expect(result.verdict).toBe('PASS');
    }
  });

  it('catches a contribution whose fate is dropped', () => {
    const result = conserve((book) => {
      settleAll(book, contributions.slice(1));
    });
    expect(result).toEqual({
      verdict: 'FAIL',
      reasons: ['7 contributions issued, 6 fates', '1 contributions without a fate'],
    });
  });

  it('catches a contribution that is given two fates', () => {
    const result = conserve((book) => {
      settleAll(book, [...contributions, ...(first ? [first] : [])]);
    });
    expect(result).toEqual({ verdict: 'FAIL', reasons: ['1 contributions with two fates'] });
  });

  it('counts what was issued itself, and not as the oracle numbers it', () => {
    const book = new AccountBook(contributions.slice(1), 'agent A');
    const fates = { ...book.close().fates, survived: 6 };
    const result = conserve(settleAll, { fates });
    expect(result.reasons).toEqual(['7 contributions issued, 6 fates']);
  });

  it('is undecided where a fate is, and without a final reading', () => {
    const result = conserve((book) => {
      for (const one of contributions) book.settle(one, 'undecided');
    });
    expect(result.verdict).toBe('UNKNOWN');
    const without = flawless(CLEAN_MERGE, { finals: [] });
    expect(findingOf(without, 'conservation')?.verdict).toBe('UNKNOWN');
  });
});

describe('totalOf', () => {
  it('sums over every fate there is', () => {
    const one = Object.fromEntries(FATES.map((fate) => [fate, 1]));
    expect(totalOf(one as Record<(typeof FATES)[number], number>)).toBe(FATES.length);
  });
});
