// What executing a race for sessions comes to, with its surroundings, as handed to whoever keeps records.

import type { SessionRaceResult } from '../../sessions/race/race-terms.js';
import type { SessionVisit } from '../plan.js';
import type { Study } from '../study.js';

export type RaceOutcome =
  | {
      readonly status: 'ok';
      readonly result: SessionRaceResult;
      /** From the call to its result: preparation, drain and judging included. */
      readonly wall_ns: number;
      readonly cpu_ns: number | null;
    }
  | {
      readonly status: 'crashed' | 'timeout' | 'oom' | 'interrupted';
      /** One line for people. */
      readonly reason: string;
    };

export interface ExecutedRace {
  readonly study: Study;
  readonly visit: SessionVisit;
  readonly seed: number;
  readonly started_at: Date;
  /** See {@link probeMachineNs}; null where its process ended before it could tell. */
  readonly probe_ns: number | null;
  readonly outcome: RaceOutcome;
}
