// What must hold of claimed rows: who may have one, and that it ends once.

import type { CommitRequest, TurnInput, Work, WorkClaim } from '../../terms.js';
import type { Event } from '../events.js';
import { holdsLive } from '../events.js';
import type { Invariant } from './invariant.js';
import { examineEach } from './invariant.js';

/** A row, as a claim gave it out or as it was completed. */
interface RowEvent {
  readonly event: Event;
  readonly kind: 'work' | 'input';
  /** Which row: its kind, session and id. */
  readonly name: string;
  readonly fence: number;
}

export const claimedOnce: Invariant = {
  summary: 'a row is claimed by the live generation, and only once by each generation',
  check: (events) => {
    const claimed = new Set<string>();
    return examineEach(events.flatMap(claimsIn), (claim) => {
      const { event, name, fence } = claim;
      if (!holdsLive(event, fence))
        return `${name} was claimed under fence ${fence}, which held no lease`;
      const again = claimed.has(claimNameOf(claim));
      claimed.add(claimNameOf(claim));
      return again ? `${name} was claimed twice under fence ${fence}` : null;
    });
  },
};

export const completedOnce: Invariant = {
  summary: 'a row is completed at most once, under the live claim that gave it out',
  check: (events) => {
    const claimed = new Set(events.flatMap(claimsIn).map(claimNameOf));
    const completed = new Set<string>();
    return examineEach(events.flatMap(completionsIn), (completion) => {
      const { event, name, fence } = completion;
      if (completed.has(name)) return `${name} was completed twice`;
      completed.add(name);
      if (!claimed.has(claimNameOf(completion)))
        return `${name} was completed by who never claimed it`;
      return holdsLive(event, fence)
        ? null
        : `${name} was completed under fence ${fence}, which was over`;
    });
  },
};

export const noWorkLost: Invariant = {
  summary: 'what was enqueued is completed, or still in the queue when it is looked at last',
  check: (events) => {
    const kept = new Set(events.flatMap(completionsIn).map(({ name }) => name));
    const looked = new Map(events.flatMap(looksIn));
    for (const names of looked.values()) for (const name of names) kept.add(name);
    return examineEach(events.flatMap(enqueuedIn), ({ session_id, name }) =>
      !looked.has(session_id) || kept.has(name)
        ? null
        : `${name} is neither completed nor in the queue`,
    );
  },
};

export function claimsIn(event: Event): readonly RowEvent[] {
  if (event.method === 'claimInputs' && event.answer.ok) {
    return event.answer.value.map(({ input, fence }) => inputEvent(event, input, fence));
  }
  return workClaimsIn(event).map(({ work, fence }) => workEvent(event, work, fence));
}

function workClaimsIn(event: Event): readonly WorkClaim[] {
  if (event.method === 'claimReadyWork' && event.answer.ok) return event.answer.value;
  if (event.method !== 'claimLeadingCommand' || !event.answer.ok) return [];
  return event.answer.value === null ? [] : [event.answer.value];
}

export function completionsIn(event: Event): readonly RowEvent[] {
  if (!event.answer.ok || event.replayed) return [];
  const { session_id } = event.args;
  const { work, inputs } = referencesOf(event);
  return [
    ...work.map(({ work_id, fence }) => workEvent(event, { session_id, work_id }, fence)),
    ...inputs.map(({ input_id, fence }) => inputEvent(event, { session_id, input_id }, fence)),
  ];
}

function referencesOf(event: Event): CommitRequest['completes'] {
  if (event.method === 'completeWork') return { work: event.args.claims, inputs: [] };
  return event.method === 'commit' ? event.args.request.completes : { work: [], inputs: [] };
}

function enqueuedIn(event: Event) {
  if (event.method !== 'enqueueWork' || !event.answer.ok) return [];
  return [{ session_id: event.args.session_id, name: workName(event.answer.value) }];
}

/** What was open, by session. */
function looksIn(event: Event): readonly (readonly [string, readonly string[]])[] {
  if (event.method !== 'openWork' || !event.answer.ok) return [];
  return [[event.args.session_id, event.answer.value.map(({ work }) => workName(work))]];
}

function claimNameOf({ name, fence }: RowEvent): string {
  return `${name} under ${fence}`;
}

function workEvent(event: Event, row: WorkKey, fence: number): RowEvent {
  return { event, kind: 'work', name: workName(row), fence };
}

function inputEvent(event: Event, row: InputKey, fence: number): RowEvent {
  return { event, kind: 'input', name: inputName(row), fence };
}

type WorkKey = Pick<Work, 'session_id' | 'work_id'>;
type InputKey = Pick<TurnInput, 'session_id' | 'input_id'>;

function workName({ session_id, work_id }: WorkKey): string {
  return `work ${work_id} of ${session_id}`;
}

export function inputName({ session_id, input_id }: InputKey): string {
  return `input ${input_id} of ${session_id}`;
}
