// The text writes of one field, joined in commit order.

import type { AppendTextReading } from '../../model/reading.js';
import type { Entry, TextEntry } from './entry.js';
import { authorOf, byCommit } from './entry.js';

export class Fragments {
  readonly entries: TextEntry[] = [];
  #declares = false;
  #sorted = true;

  add(entry: TextEntry): void {
    this.entries.push(entry);
    this.#declares ||= entry.declared.dots.length > 0;
    this.#sorted = false;
  }

  reading(field: string): AppendTextReading {
    const fragments = this.#inOrder().filter(({ write }) => write.value !== '');
    return {
      field,
      kind: 'append_text',
      text: fragments.map(({ write }) => write.value).join(''),
      spans: fragments.map((entry) => ({
        length: entry.write.value.length,
        author: authorOf(entry),
      })),
    };
  }

  #inOrder(): readonly TextEntry[] {
    if (!this.#sorted) this.entries.sort(byCommit);
    this.#sorted = true;
    return this.#declares ? afterDeclared(this.entries) : this.entries;
  }
}

/**
 * Commit order, but with an entry held back until what it declares to follow has come. Clocks cannot say
 * so: the writer declared it without having received it, so it could not set its clock by it.
 */
function afterDeclared(sorted: readonly TextEntry[]): readonly TextEntry[] {
  const ordered = new Set<TextEntry>();
  const heldBack = new Map<Entry, TextEntry[]>();
  const earlier = predecessorFinder(sorted);
  for (const next of sorted) {
    const ready = [next];
    for (let entry = ready.pop(); entry; entry = ready.pop()) {
      const awaited = earlier(entry).find((predecessor) => !ordered.has(predecessor));
      if (awaited) {
        heldBack.set(awaited, [entry, ...(heldBack.get(awaited) ?? [])]);
      } else {
        ordered.add(entry);
        ready.push(...(heldBack.get(entry) ?? []));
      }
    }
  }
  // Only blobs that lie declare in circles; what they hold back for ever comes last.
  for (const entry of sorted) ordered.add(entry);
  return [...ordered];
}

/**
 * For an entry, the last fragment of each agent that it declares to follow. That is enough: those before
 * it follow nothing that it does not, because declarations are closed over program order.
 */
function predecessorFinder(sorted: readonly TextEntry[]): (entry: TextEntry) => TextEntry[] {
  const byAgent = new Map<string, TextEntry[]>();
  for (const entry of sorted) {
    const own = byAgent.get(entry.write.agent_id);
    if (own) own.push(entry);
    else byAgent.set(entry.write.agent_id, [entry]);
  }
  return ({ declared }) =>
    declared.dots.flatMap(
      ([agent, op]) => byAgent.get(agent)?.findLast(({ write }) => write.op_id <= op) ?? [],
    );
}
