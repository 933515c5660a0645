// Submitting is idempotent under a source key, however many submit at once: one input, one content, one id, told as
// new once; another content conflicts and names that id. Without a key every submission is an input of its own.

import { canonicalJson } from '../../../model/canonical.js';
import type { RaceHistory } from '../../history.js';
import type { InputDraft } from '../../terms.js';
import type { Seen } from '../calls.js';
import { callsOf, groupBy, keyOf, sessionOf, valueOf } from '../calls.js';
import type { Violation } from '../examination.js';
import { defineProperty } from '../examination.js';

type Submission = Seen<'submitInput'>;

export const ingressOnce = defineProperty({
  name: 'ingress-once',
  summary:
    'one source key is one input with one content, and what has none is never taken for another',
  cases: 'source keys and inputs without one',
  examine: (history) => {
    const decided = callsOf(history, 'submitInput').filter(isDecided);
    const keyed = decided.filter(({ entry }) => entry.args.draft.source_key !== null);
    const keyless = decided.filter(({ entry }) => entry.args.draft.source_key === null);
    const keys = groupBy(keyed, sourceOf);
    const violations = [
      ...[...keys.values()].flatMap(violationsOf),
      ...keyless.filter(isReplayed).map((call) => because('was taken for another', call)),
      ...sharedIds(history),
    ];
    return { examined: keys.size + keyless.length, violations };
  },
});

function violationsOf(calls: readonly Submission[]): readonly Violation[] {
  const accepted = calls.filter((call) => idOf(call) !== null);
  const [first] = accepted;
  const ids = calls.find((call) => namedId(call) !== namedId(calls[0]));
  const news = accepted.filter((call) => !isReplayed(call));
  const changed = accepted.find((call) => contentOf(call) !== (first && contentOf(first)));
  const altered = accepted.find((call) => payloadAnswered(call) !== payloadSent(call));
  const wronged = calls.find(
    (call) => idOf(call) === null && contentOf(call) === (first && contentOf(first)),
  );
  return [
    ...(ids && calls[0] ? [because('stands for two inputs', calls[0], ids)] : []),
    ...(news[0] && news[1] ? [because('was new twice', news[0], news[1])] : []),
    ...(first && changed ? [because('was accepted with two contents', first, changed)] : []),
    ...(altered ? [because('was answered with another payload', altered)] : []),
    ...(first && wronged ? [because('conflicts with equal content', first, wronged)] : []),
  ];
}

/** Two sources with one input. */
function sharedIds(history: RaceHistory): readonly Violation[] {
  const first = new Map<number, Submission>();
  return callsOf(history, 'submitInput').flatMap((call) => {
    const input_id = idOf(call);
    if (input_id === null) return [];
    const before = first.get(input_id);
    if (!before) first.set(input_id, call);
    if (!before || sourceOf(before) === sourceOf(call)) return [];
    return [because(`shares input ${input_id} with another`, before, call)];
  });
}

/** Accepted, or refused because the key stands for something else. */
function isDecided({ entry }: Submission): boolean {
  if (entry.answer === null) return false;
  return entry.answer.ok || entry.answer.error.code === 'SourceKeyConflict';
}

function isReplayed(call: Submission): boolean {
  return valueOf(call)?.replayed === true;
}

function idOf(call: Submission): number | null {
  return valueOf(call)?.input.input_id ?? null;
}

/** Of the input that the answer names, be it accepted or in conflict. */
function namedId(call: Submission | undefined): number | null {
  const answer = call?.entry.answer;
  if (!call || !answer) return null;
  if (answer.ok) return idOf(call);
  return answer.error.code === 'SourceKeyConflict' ? answer.error.existing_input_id : null;
}

function sourceOf(call: Submission): string {
  const { source_key } = call.entry.args.draft;
  return keyOf(sessionOf(call), source_key === null ? call.index : source_key);
}

function contentOf({ entry }: Submission): string {
  const { target, payload }: InputDraft = entry.args.draft;
  return canonicalJson({ target: { ...target }, payload });
}

function payloadSent({ entry }: Submission): string {
  return canonicalJson(entry.args.draft.payload);
}

/** The target may have been rewritten since by a deferral; the payload never is. */
function payloadAnswered(call: Submission): string {
  return canonicalJson(valueOf(call)?.input.payload ?? null);
}

function because(what: string, ...calls: readonly Submission[]): Violation {
  const { draft, session_id } = calls[0]?.entry.args ?? { draft: null, session_id: '' };
  const name = draft?.source_key ?? null;
  const source = name === null ? 'an input without a source key' : `source key ${name}`;
  const message = `${source} of session ${session_id} ${what}`;
  return { message, evidence: calls.map(({ index }) => index) };
}
