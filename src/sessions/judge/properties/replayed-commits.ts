// A commit that is sent again is the same commit: it is answered as it was at first; with other content it is a
// conflict, and only then.

import { canonicalJson } from '../../../model/canonical.js';
import type { CommitRequest } from '../../terms.js';
import type { Seen } from '../calls.js';
import { valueOf } from '../calls.js';
import type { Violation } from '../examination.js';
import { defineProperty } from '../examination.js';
import { commitsById } from '../saves.js';

type Commit = Seen<'commit'>;

export const replayedCommits = defineProperty({
  name: 'replayed-commits',
  summary: 'a commit that is sent again is answered as at first, with other content it conflicts',
  cases: 'commits sent again',
  examine: (history) => {
    const sent_again = [...commitsById(history).values()].filter(wasDecidedTwice);
    return { examined: sent_again.length, violations: sent_again.flatMap(violationsOf) };
  },
});

function wasDecidedTwice(calls: readonly Commit[]): boolean {
  return (
    calls.some(isAccepted) && calls.filter((call) => isAccepted(call) || conflicts(call)).length > 1
  );
}

function violationsOf(calls: readonly Commit[]): readonly Violation[] {
  const [first, ...again] = calls.filter(isAccepted);
  if (!first) return [];
  const differing = again.filter((call) => answerText(call) !== answerText(first));
  const changed = again.filter((call) => requestText(call) !== requestText(first));
  const wronged = calls.filter(
    (call) => conflicts(call) && requestText(call) === requestText(first),
  );
  return [
    ...differing.map((call) => because(first, call, 'was answered in two ways')),
    ...changed.map((call) => because(first, call, 'was accepted with two contents')),
    ...wronged.map((call) => because(first, call, 'conflicts with itself')),
  ];
}

function isAccepted(call: Commit): boolean {
  return valueOf(call) !== null;
}

function conflicts({ entry }: Commit): boolean {
  return entry.answer?.ok === false && entry.answer.error.code === 'CommitConflict';
}

function answerText(call: Commit): string {
  const value = valueOf(call);
  return canonicalJson(value && { ...value, deferred: [...value.deferred] });
}

function requestText({ entry }: Commit): string {
  return canonicalJson(plain(entry.args.request));
}

function plain({ completes, state, ...rest }: CommitRequest) {
  const work = completes.work.map((reference) => ({ ...reference }));
  const inputs = completes.inputs.map((reference) => ({ ...reference }));
  return { ...rest, state, completes: { work, inputs } };
}

function because(first: Commit, call: Commit, what: string): Violation {
  const { commit_id } = first.entry.args.request;
  return { message: `commit ${commit_id} ${what}`, evidence: [first.index, call.index] };
}
