// Tells writes what their authors had seen: for each of the other agents, its latest write to the same field
// that was known. Other fields are left out, for they decide nothing, and naming everything that everyone
// had ever seen would make each write many times its size.

import { closeHappensAfter } from '../../model/causality.js';
import { EXIT, UserError } from '../../model/problem.js';
import { type Dot, dotOf } from '../../model/write.js';
import type { Draft } from './drafts.js';
import type { Knows } from './known-commits.js';

/** Declares in each write of one round the writes of that round that it follows. */
export function declareKnown(drafts: readonly Draft[], knows: Knows): void {
  for (const own of groupedBy(drafts, ({ write }) => write.field)) declareInField(own, knows);
}

interface Named {
  readonly place: number;
  readonly dot: Dot;
}

/**
 * What is known of an agent is all it made up to some commit, so one dot says it; and whatever is known to
 * a known one is known, so the declarations are closed.
 */
function declareInField(drafts: readonly Draft[], knows: Knows): void {
  const earlier = new Map<number, Named[]>();
  for (const draft of drafts) {
    const { agent_index, place, write } = draft;
    file(earlier, agent_index, { place, dot: dotOf(write) });
    const happens_after: Dot[] = [];
    for (const [agent, named] of earlier) {
      if (agent === agent_index) continue;
      const latest = named.findLast((one) => knows(place, one.place));
      if (latest) happens_after.push(latest.dot);
    }
    if (happens_after.length > 0) draft.write = { ...write, happens_after };
  }
}

/**
 * Closes the declarations of scalars over all rounds: what a write supersedes stays superseded by the next
 * write of its author, wherever exchange between the rounds is slower than git was. Sets and texts
 * supersede nothing, so what they declare ends with the round.
 */
export function closeScalars(drafts: readonly Draft[]): void {
  const scalars = drafts.filter(({ write }) => write.kind === 'scalar');
  for (const own of groupedBy(scalars, ({ write }) => write.field)) closeField(own);
}

function closeField(drafts: readonly Draft[]): void {
  const by_agent = groupedBy(drafts, ({ agent_index }) => agent_index);
  const closed = closeHappensAfter(
    by_agent.map((writes) => ({ agent_id: writes[0]?.write.agent_id ?? '', writes })),
  );
  by_agent.forEach((writes, agent) => {
    writes.forEach((draft, index) => {
      draft.write = closed[agent]?.[index] ?? draft.write;
    });
  });
}

/** @throws UserError where all writes together declare more than `limit`. */
export function refuseManyDeclarations(drafts: readonly Draft[], limit: number): void {
  const count = drafts.reduce((sum, { write }) => sum + (write.happens_after?.length ?? 0), 0);
  if (count <= limit) return;
  throw new UserError(EXIT.usage, {
    what: 'too much was known to too many',
    where: `${count} declarations`,
    remedy: `more than ${limit}; choose fewer --days`,
  });
}

function groupedBy(
  drafts: readonly Draft[],
  keyOf: (draft: Draft) => string | number,
): readonly (readonly Draft[])[] {
  const groups = new Map<string | number, Draft[]>();
  for (const draft of drafts) file(groups, keyOf(draft), draft);
  return [...groups.values()];
}

function file<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const known = groups.get(key);
  if (known) known.push(item);
  else groups.set(key, [item]);
}
