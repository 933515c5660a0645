// What a write follows, as dots. Of what it declares, each dot stands for all that agent wrote up to it. Of
// what its writer had received, each stands for that write and the agent's own earlier ones that it was
// written on top of, see ScalarHeads: an agent restarted from an old blob goes on without the writes it
// lost, and whoever received only its new ones has not seen those. In both forms causality is transitive by
// itself: who follows a write names all that write follows.

import { compareText } from '../../model/canonical.js';
import type { Dot } from '../../model/write.js';

export interface Past {
  /** Canonical JSON of the dots: equal pasts have equal texts. */
  readonly text: string;
  /** By agent, then by op. */
  readonly dots: readonly Dot[];
}

/** True where the past names this write or a later one of its agent. */
export function covers({ dots }: Past, agent_id: string, op_id: number): boolean {
  return dots.some(([agent, op]) => agent === agent_id && op_id <= op);
}

/**
 * One object per distinct past. After a full exchange all agents write with one and the same past, as long
 * as there are agents; a replica reads and holds it once, however many entries refer to it.
 */
export class PastCatalog {
  readonly nothing: Past = { text: '[]', dots: [] };
  readonly #byText = new Map([[this.nothing.text, this.nothing]]);

  /** Of dots that each stand for all their agent wrote before: the latest of each agent says it all. */
  upTo(dots: Iterable<Dot>): Past {
    const latest = new Map<string, number>();
    for (const [agent, op] of dots) latest.set(agent, Math.max(op, latest.get(agent) ?? 0));
    return this.of(latest);
  }

  of(dots: Iterable<Dot>): Past {
    const sorted = inOrder(dots);
    const text = JSON.stringify(sorted);
    const known = this.#byText.get(text);
    if (known) return known;
    const past = { text, dots: sorted };
    this.#byText.set(text, past);
    return past;
  }

  /** @throws Error where the text is not a JSON array of dots. */
  parse(text: string): Past {
    const known = this.#byText.get(text);
    if (known) return known;
    const dots: unknown = JSON.parse(text);
    if (!Array.isArray(dots) || !dots.every(isDot)) throw new Error('a past is not a list of dots');
    return this.of(dots);
  }
}

/** Every dot once. */
function inOrder(dots: Iterable<Dot>): readonly Dot[] {
  const sorted = [...dots].sort(byDot);
  return sorted.filter((dot, index) => {
    const before = sorted[index - 1];
    return before === undefined || byDot(before, dot) !== 0;
  });
}

function byDot([agent, op]: Dot, [other_agent, other_op]: Dot): number {
  return compareText(agent, other_agent) || op - other_op;
}

function isDot(value: unknown): value is Dot {
  return (
    Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && isCount(value[1])
  );
}

/** A whole number from 0, small enough to be exact. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
