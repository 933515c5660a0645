// What the model has decided, per field: one call for each conflict, at every replica for itself. A
// decision holds for exactly the candidates it was made between, so with a model that goes by those alone
// it is a function of the log, and replicas with one log hold one state whatever order it came in.

import { canonicalJson } from '../../model/canonical.js';
import { messageOf } from '../../model/problem.js';
import { quoted } from '../../model/quote.js';
import type { Candidate, Model } from '../model.js';
import type { FieldLog } from './field-log.js';

interface Decision {
  /** The candidates it was made between. */
  readonly between: string;
  readonly chosen: Candidate;
}

export class Decisions {
  readonly #model: Model;
  readonly #byField = new Map<FieldLog, Decision>();
  /** Fields whose candidates may have changed since they were last looked at. */
  readonly #changed = new Set<FieldLog>();
  #calls = 0;

  constructor(model: Model) {
    this.#model = model;
  }

  /** Model calls made so far. */
  get calls(): number {
    return this.#calls;
  }

  /** Says that a write was added to the field. */
  reopen(log: FieldLog): void {
    this.#changed.add(log);
  }

  /** What was decided between exactly these candidates of the field, if anything. */
  chosen(log: FieldLog, candidates: readonly Candidate[]): Candidate | undefined {
    const decision = this.#byField.get(log);
    return decision?.between === spell(candidates) ? decision.chosen : undefined;
  }

  /**
   * Has the model decide every conflict that it has not decided yet, all at once.
   * @throws Error, or rejects, where the model fails or names no candidate; it is asked again next time.
   */
  settle(): undefined | Promise<void> {
    const waiting: Promise<void>[] = [];
    try {
      for (const log of [...this.#changed]) {
        const pending = this.#settleOne(log);
        if (pending) waiting.push(pending);
      }
    } catch (thrown) {
      // The calls already made go on, but nobody waits for them any more.
      for (const pending of waiting) pending.catch(() => undefined);
      throw thrown;
    }
    return waiting.length === 0 ? undefined : Promise.all(waiting).then(() => undefined);
  }

  #settleOne(log: FieldLog): undefined | Promise<void> {
    this.#changed.delete(log);
    if (!log.inConflict()) {
      this.#byField.delete(log);
      return undefined;
    }
    const candidates = log.candidates();
    return this.chosen(log, candidates) ? undefined : this.#decide(log, candidates);
  }

  #decide(log: FieldLog, candidates: readonly Candidate[]): undefined | Promise<void> {
    const { field } = log;
    const failed = (thrown: unknown): never => {
      this.#changed.add(log);
      throw new Error(`the model failed on field ${quoted(field)}: ${messageOf(thrown)}`, {
        cause: thrown,
      });
    };
    const keep = (index: number): void => {
      const chosen = candidates[index];
      if (!chosen) throw new RangeError(`it chose ${index} of ${candidates.length} candidates`);
      this.#byField.set(log, { between: spell(candidates), chosen });
    };
    this.#calls += 1;
    try {
      const answer = this.#model({ field, candidates, contenders: log.contenders() });
      if (typeof answer !== 'number') return answer.then(keep).catch(failed);
      keep(answer);
    } catch (thrown) {
      return failed(thrown);
    }
    return undefined;
  }
}

/** A text that is equal for equal candidates only. */
function spell(candidates: readonly Candidate[]): string {
  return canonicalJson(candidates.map(({ kind, value }) => [kind, value]));
}
