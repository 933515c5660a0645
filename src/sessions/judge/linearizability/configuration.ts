// One way in which a session may have come to where it is: what the store holds then, which of the calls in flight
// have taken effect, and the earliest instant that it can be.

import type { RowIds } from '../../reference/events.js';
import { ReferenceModel } from '../../reference/reference-model.js';
import type { Lease } from '../../terms.js';
import type { Likeness } from './likeness.js';

export interface Configuration {
  readonly model: ReferenceModel;
  /** The lease that is held in the model, be it live or not. */
  readonly held: Lease | null;
  /** Calls in flight that have taken effect, by index. */
  readonly done: ReadonlySet<number>;
  /** The store's clock has come at least this far. */
  readonly low_ms: number;
  /** What unheard calls that have taken effect would have been told. */
  readonly untold: readonly string[];
  /** The rows that came last; the next are given higher ids. */
  readonly last_ids: RowIds;
}

/** Whether the next reclaimer finds the holder dead: chosen by the search, since no history tells. */
export class ChosenFate {
  holder: 'alive' | 'dead' = 'alive';

  isDefinitelyDead(): boolean {
    return this.holder === 'dead';
  }
}

export function emptyConfiguration(fate: ChosenFate): Configuration {
  const model = new ReferenceModel({ processes: fate });
  return {
    model,
    held: null,
    done: new Set(),
    untold: [],
    low_ms: -Infinity,
    last_ids: { work: 0, input: 0 },
  };
}

/**
 * Equal where no later call can tell two configurations apart. Both have the same answered calls behind them, so
 * what was told (which rows were given, completed, saved) is the same in both; what was not told is compared, and
 * how the session stands. The earlier clock of two is as good as both.
 */
export function keyOfConfiguration(
  session_id: string,
  { model, done, untold, low_ms }: Configuration,
  likeness: Likeness,
): string {
  const in_flight = [...done].sort((one, other) => one - other);
  return JSON.stringify([in_flight, untold, likeness.of(model.told(session_id), low_ms)]);
}
