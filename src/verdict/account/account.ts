// The account of one reading: what became of every contribution issued, what the reading holds beyond
// them, and how far its authors are right.

import { printable } from '../../model/quote.js';
import type { Author } from '../../model/reading.js';
import type { Contribution } from '../contribution.js';
import { describeContribution, describeDot } from '../contribution.js';
import type { Fate, FateCounts } from '../fate.js';
import { FATES } from '../fate.js';
import { Reasons } from '../reasons.js';
import type { AbsentFate } from '../view-expectation.js';
import type { Watch, WatchedCounts } from './watched-damage.js';
import { WatchedDamage } from './watched-damage.js';

export interface Account {
  readonly fates: FateCounts;
  /** Contributions that were given no fate, or a second one. Any at all, and the judge itself is wrong. */
  readonly fateless_count: number;
  readonly refated_count: number;
  readonly duplicated_count: number;
  readonly phantom_count: number;
  /** What was lost, arbitrated, duplicated or made up. */
  readonly damage: Reasons;
  readonly claims_made: number;
  readonly claims_right: number;
  readonly wrong_claims: Reasons;
  /** Contributions that some claim attributes rightly, superseded ones left out. */
  readonly attributed_count: number;
  /** Contributions that survived and that no claim attributes rightly. */
  readonly unattributed: Reasons;
  /** Damage to the writes that are watched, and beside it to others. */
  readonly watched: WatchedCounts;
}

/** How much is wrong with a reading: everything lost, arbitrated, duplicated or made up. */
export function damageOf({ fates, duplicated_count, phantom_count }: Account): number {
  return fates.lost + fates.arbitrated + duplicated_count + phantom_count;
}

const NOTHING: Watch = () => false;

/** Keeps the account of one reading while its fields are gone through, one after the other. */
export class AccountBook {
  readonly #contributions: readonly Contribution[];
  readonly #place: string;
  /** By contribution id: the fate's index plus 1, 0 while it has none. */
  readonly #fates: Uint8Array;
  readonly #attributed: Uint8Array;
  readonly #watched: WatchedDamage;
  readonly #damage = new Reasons();
  readonly #wrong_claims = new Reasons();
  #refated_count = 0;
  #duplicated_count = 0;
  #phantom_count = 0;
  #claims_right = 0;
  /** What is said of something that nobody wrote. */
  #phantom_origin = 'was never written';

  /**
   * @param place where the reading was made, for people: `agent A`
   * @param watch whose damaged writes are counted apart
   */
  constructor(contributions: readonly Contribution[], place: string, watch: Watch = NOTHING) {
    this.#contributions = contributions;
    this.#place = place;
    this.#watched = new WatchedDamage(watch);
    this.#fates = new Uint8Array(contributions.length);
    this.#attributed = new Uint8Array(contributions.length);
  }

  settle(contribution: Contribution, fate: Fate): void {
    this.#enter(contribution, fate);
    const { field } = contribution.write;
    if (fate === 'lost') {
      this.#watched.enter(contribution, fate);
      this.#blame(field, () => `lost ${describeContribution(contribution)}`);
    }
    if (fate === 'arbitrated') {
      this.#watched.enter(contribution, fate);
      this.#blame(field, () => `dropped ${describeContribution(contribution)} without a signal`);
    }
  }

  /** Something issued that never reached this replica: if it is there all the same, that is made up. */
  excuse(contribution: Contribution, fate: AbsentFate): void {
    this.#enter(contribution, fate);
    this.#phantom_origin = 'never reached it';
  }

  /** So many are lost, though it cannot be told which: these stand for them. */
  loseSome(field: string, standIns: readonly Contribution[]): void {
    for (const contribution of standIns) {
      this.#enter(contribution, 'lost');
      this.#watched.enter(contribution, 'lost');
    }
    this.#blame(field, () => `lost contributions, ${standIns.length} at least,`);
  }

  /** Something issued that the field holds once too often. */
  duplicate(field: string, shown: () => string): void {
    this.#duplicated_count += 1;
    this.#blame(field, () => `holds ${shown()} once too often`);
  }

  /** Something the field holds that was never issued to it. */
  phantom(field: string, shown: () => string): void {
    this.#phantom_count += 1;
    this.#blame(field, () => `holds ${shown()}, which ${this.#phantom_origin}`);
  }

  /** One claim that `author` made these contributions: a wrong claim where there are none. */
  claim(author: Author, right: readonly Contribution[], field: string, shown: () => string): void {
    if (right.length > 0) this.#claims_right += 1;
    else {
      const named = (): string => describeDot(...author);
      this.#wrong_claims.add(() => this.#at(field, `names ${named()} for ${shown()}`));
    }
    for (const { id } of right) this.#attributed[id] = 1;
  }

  close(): Account {
    return {
      fates: this.#countFates(),
      fateless_count: this.#fates.reduce((count, code) => (code === 0 ? count + 1 : count), 0),
      refated_count: this.#refated_count,
      duplicated_count: this.#duplicated_count,
      phantom_count: this.#phantom_count,
      damage: this.#damage,
      claims_made: this.#claims_right + this.#wrong_claims.count,
      claims_right: this.#claims_right,
      wrong_claims: this.#wrong_claims,
      ...this.#attribution(),
      watched: this.#watched.counts(),
    };
  }

  #enter({ id }: Contribution, fate: Fate): void {
    if (this.#fates[id] !== 0) this.#refated_count += 1;
    this.#fates[id] = FATES.indexOf(fate) + 1;
  }

  #blame(field: string, what: () => string): void {
    this.#damage.add(() => this.#at(field, what()));
  }

  #at(field: string, what: string): string {
    return `${printable(field)} ${what} at ${this.#place}`;
  }

  #countFates(): FateCounts {
    const counts = new Uint32Array(FATES.length + 1);
    for (const code of this.#fates) counts[code] = (counts[code] ?? 0) + 1;
    const entries = FATES.map((fate, index) => [fate, counts[index + 1] ?? 0] as const);
    return Object.fromEntries(entries) as Record<Fate, number>;
  }

  #attribution(): Pick<Account, 'attributed_count' | 'unattributed'> {
    const unattributed = new Reasons();
    let attributed_count = 0;
    for (const contribution of this.#contributions) {
      const fate = FATES[(this.#fates[contribution.id] ?? 0) - 1];
      const attributed = this.#attributed[contribution.id] === 1;
      if (attributed && fate !== 'superseded') attributed_count += 1;
      if (attributed || fate !== 'survived') continue;
      const what = (): string => `does not attribute ${describeContribution(contribution)}`;
      unattributed.add(() => this.#at(contribution.write.field, what()));
    }
    return { attributed_count, unattributed };
  }
}
