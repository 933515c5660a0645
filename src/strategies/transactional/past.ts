// What a write follows, as the latest write per agent: each stands for all that agent wrote before it. In
// this form causality is transitive by itself: a value overwritten twice over stays overwritten, even at a
// replica that the write in between never reached.

import { compareText } from '../../model/canonical.js';
import type { Dot } from '../../model/write.js';

export interface Past {
  /** Canonical JSON of the dots, sorted by agent: equal pasts have equal texts. */
  readonly text: string;
  readonly latest: ReadonlyMap<string, number>;
}

/** True where the past holds this write or a later one of its agent. */
export function covers({ latest }: Past, agent_id: string, op_id: number): boolean {
  return op_id <= (latest.get(agent_id) ?? -1);
}

/**
 * One object per distinct past. After a full exchange all agents write with one and the same past, as long
 * as there are agents; a replica reads and holds it once, however many entries refer to it.
 */
export class PastCatalog {
  readonly nothing: Past = { text: '[]', latest: new Map() };
  readonly #byText = new Map([[this.nothing.text, this.nothing]]);

  of(dots: Iterable<Dot>): Past {
    const latest = latestPerAgent(dots);
    const text = JSON.stringify(latest);
    const known = this.#byText.get(text);
    if (known) return known;
    const past = { text, latest: new Map(latest) };
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

function latestPerAgent(dots: Iterable<Dot>): readonly Dot[] {
  const latest = new Map<string, number>();
  for (const [agent, op] of dots) latest.set(agent, Math.max(op, latest.get(agent) ?? 0));
  return [...latest].sort(([left], [right]) => compareText(left, right));
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
