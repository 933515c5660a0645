import { describe, expect, it } from 'vitest';
import { parseHistoryDocument } from '../../../src/coordinator/sessions/race-history-schema.js';
import { SCHEMA_VERSION } from '../../../src/results/schema-version.js';

const SESSION = 's1';

function call(changes: object = {}): object {
  return {
    ...{ method: 'readState', args: { session_id: SESSION } },
    ...{ agent: 0, incarnation: 0, thread: 0, began_ns: 5, ended_ns: 6 },
    answer: { ok: true, value: null },
    ...changes,
  };
}

const FINAL = { session_id: SESSION, lease: {}, open_work: [], pending_inputs: [], state: null };

function documentOf(entries: readonly object[], finals: readonly object[] = [FINAL]): object {
  const history = { seed: 1, sessions: [SESSION], agents: 1, entries, finals };
  return { schema_version: SCHEMA_VERSION, visit: 'x', history };
}

describe('the history of a race from a file', () => {
  it('has calls that never ended where there is no answer', () => {
    const { history } = parseHistoryDocument(
      documentOf([call(), call({ answer: null, ended_ns: null })]),
    );
    expect(history.entries.map(({ ended_ns }) => ended_ns)).toEqual([6, Infinity]);
  });

  it.each([
    ['ends without an answer', call({ answer: null })],
    ['is answered and never ends', call({ ended_ns: null })],
    ['ends before it begins', call({ ended_ns: 4 })],
    ['begins before the one before it', call({ began_ns: 4 })],
  ])('is refused where a call %s', (_what, impossible) => {
    const told = documentOf([call(), impossible]);
    expect(() => parseHistoryDocument(told)).toThrow('history.entries.1: its times cannot be');
  });

  it('is refused where it is not said what a session held in the end', () => {
    expect(() => parseHistoryDocument(documentOf([call()], []))).toThrow(
      'history.finals: there is none of session s1',
    );
  });
});
