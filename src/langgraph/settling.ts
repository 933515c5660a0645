// Waiting until what stood in the stores of a channel at one moment stands in all of them. In rounds: a store
// asks what all others hold; who lacks some of it asks in turn (channel.ts), and then they are asked again.
// Writes that come later are not waited for, or a store under load would never be idle.

import { StoreError } from './store-error.js';
import type { StoreVersion } from './store-updates.js';
import { joined, updatesBeyond } from './store-version.js';

/** What another store on the channel was last heard to hold. */
export interface OtherStore {
  readonly version: StoreVersion;
  /** The last of our rounds that it has answered; 0: none yet. */
  readonly round: number;
}

/** The channel as a settling sees it. */
export interface Rounds {
  readonly version: StoreVersion;
  /** The others that are on it now. */
  readonly others: readonly OtherStore[];
  /** Whether as many others have been heard as were expected. */
  readonly isComplete: boolean;
  /** Asks all what they hold; their answers carry the number that this returns. */
  ask(): number;
}

/** So many rounds without one more update anywhere: somebody cannot read what somebody else has. */
const MAX_FRUITLESS_ROUNDS = 100;

export class Settling {
  readonly #rounds: Rounds;
  readonly done: Promise<void>;
  #resolve: () => void = () => undefined;
  #reject: (reason: unknown) => void = () => undefined;
  #goal: StoreVersion;
  #isGoalComplete = false;
  #round: number;
  #missing = Infinity;
  #fruitless = 0;

  constructor(rounds: Rounds) {
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#rounds = rounds;
    this.#goal = rounds.version;
    this.#round = rounds.ask();
  }

  /** To be called when something was heard. @returns whether there is more to wait for. */
  review(): 'waiting' | 'over' {
    const { others, isComplete } = this.#rounds;
    if (!isComplete || others.some(({ round }) => round < this.#round)) return 'waiting';
    this.#completeGoal(others);
    const missing = this.#missingFrom([this.#rounds, ...others]);
    if (missing === 0) {
      this.#resolve();
      return 'over';
    }
    return this.#goOn(missing);
  }

  /** Asks again: somebody new has come, who has not heard the question. */
  restart(): void {
    this.#round = this.#rounds.ask();
  }

  fail(reason: unknown): void {
    this.#reject(reason);
  }

  /** What the others held when they answered first is waited for, too. */
  #completeGoal(others: readonly OtherStore[]): void {
    if (this.#isGoalComplete) return;
    this.#goal = others.reduce((goal, { version }) => joined(goal, version), this.#goal);
    this.#isGoalComplete = true;
  }

  #missingFrom(holders: readonly { readonly version: StoreVersion }[]): number {
    return holders.reduce((sum, { version }) => sum + updatesBeyond(this.#goal, version), 0);
  }

  #goOn(missing: number): 'waiting' | 'over' {
    this.#fruitless = missing < this.#missing ? 0 : this.#fruitless + 1;
    this.#missing = missing;
    if (this.#fruitless > MAX_FRUITLESS_ROUNDS) {
      this.fail(notConverging(missing));
      return 'over';
    }
    this.restart();
    return 'waiting';
  }
}

function notConverging(missing: number): StoreError {
  return new StoreError('not_converging', {
    what: 'stores on a channel do not take over what others have',
    where: `${missing} updates are missing`,
    remedy: 'see whether they run the same version, and what the counts of the channel say',
  });
}
