// What must hold of turn inputs: each is taken in once, and ends in one way.

import { canonicalJson } from '../../../model/canonical.js';
import type { InputDraft } from '../../terms.js';
import type { Event } from '../events.js';
import { holdsLive } from '../events.js';
import type { Invariant } from './invariant.js';
import { examineEach } from './invariant.js';
import { claimsIn, completionsIn, inputName } from './rows.js';

export const cancelOrClaim: Invariant = {
  summary:
    'an input that is cancelled is never claimed or completed; one that is claimed live is never cancelled',
  check: (events) => {
    const claimed = new Map<string, number>();
    const ended = new Map<string, 'cancelled' | 'completed'>();
    const cases = events.filter(decides);
    return examineEach(cases, (event) => {
      const cancelled = cancelledBy(event);
      const fault =
        cancelled === null ? takenOf(event, ended) : lostTo(event, cancelled, claimed, ended);
      for (const { name, fence } of claimsIn(event)) claimed.set(name, fence);
      for (const { name } of completionsIn(event)) ended.set(name, 'completed');
      if (cancelled !== null) ended.set(cancelled, 'cancelled');
      return fault;
    });
  },
};

export const ingressOnce: Invariant = {
  summary: 'a source key stands for one input with its first content, for ever, and for no other',
  check: (events) => {
    const contents = new Map<number, string>();
    const ids = new Map<string, number>();
    return examineEach(submissionsIn(events), (event) => {
      const { session_id, draft } = event.args;
      const key = draft.source_key === null ? null : `${session_id}\0${draft.source_key}`;
      const known = key === null ? undefined : ids.get(key);
      const fault =
        known === undefined ? takenFor(event, contents) : replayFault(event, known, contents);
      if (event.answer.ok && known === undefined) {
        contents.set(event.answer.value.input.input_id, contentOf(draft));
        if (key !== null) ids.set(key, event.answer.value.input.input_id);
      }
      return fault;
    });
  },
};

/** Whether it claimed, completed or cancelled an input. */
function decides(event: Event): boolean {
  const taken = [...claimsIn(event), ...completionsIn(event)];
  return taken.some(({ kind }) => kind === 'input') || cancelledBy(event) !== null;
}

/** The input that this call cancelled. */
function cancelledBy(event: Event): string | null {
  if (event.method !== 'cancelInput' || !event.answer.ok) return null;
  return event.answer.value.type === 'cancelled' ? inputName(event.args) : null;
}

function takenOf(event: Event, ended: ReadonlyMap<string, string>): string | null {
  const taken = [...claimsIn(event), ...completionsIn(event)];
  const lost = taken.find(({ name }) => ended.get(name) === 'cancelled');
  return lost ? `${lost.name} was cancelled and then taken by ${event.method}` : null;
}

function lostTo(
  event: Event,
  name: string,
  claimed: ReadonlyMap<string, number>,
  ended: ReadonlyMap<string, string>,
): string | null {
  if (ended.get(name) === 'completed') return `${name} was completed and then cancelled`;
  const fence = claimed.get(name);
  if (fence === undefined || !holdsLive(event, fence)) return null;
  return ended.has(name) ? null : `${name} was cancelled while fence ${fence} held it claimed`;
}

type Submission = Extract<Event, { readonly method: 'submitInput' }>;

function submissionsIn(events: readonly Event[]): readonly Submission[] {
  return events.filter((event): event is Submission => event.method === 'submitInput');
}

/** The first of its key, or without one: a new input. */
function takenFor(
  { args, answer }: Submission,
  contents: ReadonlyMap<number, string>,
): string | null {
  const key = String(args.draft.source_key);
  if (!answer.ok) return `the first input of key ${key} was refused (${answer.error.code})`;
  const { input_id } = answer.value.input;
  return contents.has(input_id)
    ? `key ${key} was answered with input ${input_id}, another's`
    : null;
}

function replayFault(
  { args, answer }: Submission,
  known: number,
  contents: ReadonlyMap<number, string>,
): string | null {
  const key = String(args.draft.source_key);
  if (contents.get(known) !== contentOf(args.draft)) {
    return answer.ok ? `key ${key} of input ${known} was taken with other content` : null;
  }
  if (!answer.ok) return `key ${key} was refused with the content it stands for`;
  const { input } = answer.value;
  if (input.input_id !== known)
    return `key ${key} stands for inputs ${known} and ${input.input_id}`;
  return canonicalJson(input.payload) === canonicalJson(args.draft.payload)
    ? null
    : `key ${key} was answered with another payload`;
}

function contentOf({ target, payload }: InputDraft): string {
  return canonicalJson({ target: { ...target }, payload });
}
