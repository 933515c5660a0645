// Whether every answer fits one order of the calls that keeps to real time: the strongest property, held against the
// sequential reference model. It begins with an empty session and goes on from quiet moment to quiet moment for as
// long as the search stays within its limits; what it does not reach is counted, not passed.

import { grouped } from '../../../model/wording.js';
import type { RaceHistory } from '../../history.js';
import type { Examination, Violation } from '../examination.js';
import { defineProperty } from '../examination.js';
import { beganEmpty } from '../linearizability/known-start.js';
import type { SearchLimits, SearchResult } from '../linearizability/search.js';
import { searchSession } from '../linearizability/search.js';
import type { SessionCall } from '../linearizability/session-calls.js';
import { momentsOf, sessionCallsOf } from '../linearizability/session-calls.js';

/** Answers are shared by the sessions; a hundred thousand take a few seconds. */
const LIMITS: SearchLimits = { configurations: 200, answers: 400_000 };

export const linearizable = linearizableWithin(LIMITS);

export function linearizableWithin(limits: SearchLimits) {
  return defineProperty({
    name: 'linearizable',
    summary:
      'the answers fit one order of the calls that keeps to real time, as the reference model has it',
    cases: 'windows between quiet moments',
    examine: (history) => examineSessions(history, limits),
  });
}

function examineSessions(history: RaceHistory, limits: SearchLimits): Examination {
  const sessions = [...sessionCallsOf(history).values()];
  const share = { ...limits, answers: limits.answers / sessions.length };
  const results = sessions.map((calls) => ({
    ...decide(calls, share),
    windows: countWindows(calls),
  }));
  const windows = sum(results.map((result) => result.windows));
  const linearized = sum(results.map((result) => result.windows_linearized));
  const violations = results.flatMap(({ violation }) =>
    violation ? [violationOf(violation)] : [],
  );
  const note = `${grouped(windows - linearized)} more were beyond the limits of the search`;
  return {
    examined: linearized + violations.length,
    violations,
    ...(linearized < windows && { note }),
  };
}

function decide(calls: readonly SessionCall[], limits: SearchLimits): SearchResult {
  if (!beganEmpty(calls)) return { windows_linearized: 0, violation: null };
  return searchSession(calls, limits);
}

/** Stretches in which somebody waits for an answer. */
function countWindows(calls: readonly SessionCall[]): number {
  let [in_flight, windows] = [0, 0];
  for (const { type, call } of momentsOf(calls)) {
    if (call.entry.answer === null) continue;
    in_flight += type === 'begins' ? 1 : -1;
    if (in_flight === 0) windows += 1;
  }
  return windows;
}

function violationOf(window: readonly SessionCall[]): Violation {
  const names = window.map(({ entry }) => entry.method);
  const session_id = window[0]?.entry.args.session_id ?? '';
  const message = `no order of these calls on session ${session_id} explains their answers: ${names.join(', ')}`;
  return { message, evidence: window.map(({ index }) => index) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
