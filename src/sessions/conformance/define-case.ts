// How cases are written: a sentence, what it needs, and what is done with two sessions of one store.

import type { ManualClock } from '../session-clock.js';
import type { ConformanceArea, ConformanceCase, ConformanceControl } from './conformance-case.js';
import type { ControlledProcesses } from './controlled-processes.js';
import { StagedSession } from './staged-session.js';

export interface Stage {
  /** Of one store. */
  readonly session: StagedSession;
  readonly other: StagedSession;
  readonly sessionOf: (session_id: string) => StagedSession;
  readonly clock: ManualClock;
  readonly processes: ControlledProcesses;
}

type Act = (stage: Stage) => Promise<void>;

export interface CaseWriter {
  (name: string, act: Act): ConformanceCase;
  needing(...needs: readonly ConformanceControl[]): (name: string, act: Act) => ConformanceCase;
}

/** Writes cases of one area. */
export function casesOf(area: ConformanceArea): CaseWriter {
  const needing =
    (...needs: readonly ConformanceControl[]) =>
    (name: string, act: Act): ConformanceCase => ({
      name,
      area,
      needs,
      run: async (harness) => {
        const store = await harness.open();
        const sessionOf = (session_id: string) => new StagedSession(store, session_id);
        const [session, other] = [sessionOf('first session'), sessionOf('second session')];
        const { clock, processes } = harness;
        await act({ session, other, sessionOf, clock, processes });
      },
    });
  return Object.assign(needing(), { needing });
}
