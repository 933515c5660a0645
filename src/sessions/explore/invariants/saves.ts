// What must hold of checkpoints and commits, and of everything that was refused.

import { canonicalJson } from '../../../model/canonical.js';
import type { CommitResult } from '../../terms.js';
import type { Event } from '../events.js';
import { holdsLive } from '../events.js';
import type { Invariant } from './invariant.js';
import { examineEach } from './invariant.js';

export const fencedCommit: Invariant = {
  summary: 'a checkpoint or commit is accepted under the fence of the live lease alone',
  check: (events) => examineEach(savesIn(events), savedWithout),
};

export const commitOnce: Invariant = {
  summary:
    'revisions rise one by one, turns never fall, and a commit sent again answers as it first did',
  check: (events) => {
    const sessions = new Map<string, { revision: number; turn_index: number }>();
    const first = new Map<string, CommitResult>();
    return examineEach(events.filter(isSave), (event) =>
      event.replayed
        ? answeredAnew(event, first)
        : (brokeChain(event, sessions) ?? remember(event, first)),
    );
  },
};

export const refusedChangesNothing: Invariant = {
  summary: 'a call that is refused has written no row',
  check: (events) => examineEach(refusedIn(events), wroteInSpite),
};

type Save = Extract<Event, { readonly method: 'checkpoint' | 'commit' }>;

function isSave(event: Event): event is Save {
  return (event.method === 'checkpoint' || event.method === 'commit') && event.answer.ok;
}

/** Accepted for the first time. */
function savesIn(events: readonly Event[]): readonly Save[] {
  return events.filter(isSave).filter(({ replayed }) => !replayed);
}

function savedWithout(event: Save): string | null {
  const { fence } = event.args.request;
  if (holdsLive(event, fence)) return null;
  return `a ${event.method} under fence ${fence} was accepted at ${event.at_ms} ms ${lackOf(event)}`;
}

function lackOf({ holding }: Event): string {
  if (holding === null) return 'while nobody held the lease';
  const { fence, until_ms } = holding;
  return `while fence ${fence} was the current one, held until ${until_ms} ms`;
}

function brokeChain(
  { args, answer }: Save,
  sessions: Map<string, { revision: number; turn_index: number }>,
): string | null {
  if (!answer.ok) return null;
  const before = sessions.get(args.session_id) ?? { revision: 0, turn_index: 0 };
  const { revision, turn_index } = answer.value;
  sessions.set(args.session_id, { revision, turn_index });
  if (revision !== before.revision + 1) return `revision ${revision} came after ${before.revision}`;
  return turn_index < before.turn_index
    ? `turn ${turn_index} came after ${before.turn_index}`
    : null;
}

function remember(event: Save, first: Map<string, CommitResult>): null {
  if (event.method === 'commit' && event.answer.ok) first.set(nameOf(event), event.answer.value);
  return null;
}

function answeredAnew(event: Save, first: ReadonlyMap<string, CommitResult>): string | null {
  if (event.method !== 'commit' || !event.answer.ok) return null;
  const { commit_id } = event.args.request;
  const expected = first.get(nameOf(event));
  if (expected && textOf(expected) === textOf(event.answer.value)) return null;
  return `commit ${commit_id} was sent again and answered otherwise`;
}

function nameOf({ args }: Extract<Event, { readonly method: 'commit' }>): string {
  return `${args.session_id}\0${args.request.commit_id}`;
}

function textOf({ deferred, ...rest }: CommitResult): string {
  return canonicalJson({ ...rest, deferred: [...deferred] });
}

function refusedIn(events: readonly Event[]): readonly Event[] {
  return events.filter(({ answer }) => !answer.ok);
}

function wroteInSpite({ method, answer, writes }: Event): string | null {
  if (answer.ok || writes === 0) return null;
  return `a ${method} that was refused (${answer.error.code}) had changed the store`;
}
