// The scalar writes of one field, and which of them stand: those that no known write follows. A past
// stands for whole prefixes of its agents, so only an agent's latest write can stand, and whether it does
// is one comparison with the latest that anyone follows of that agent.

import { canonicalJson } from '../../model/canonical.js';
import type { Json } from '../../model/json.js';
import type { ScalarReading } from '../../model/reading.js';
import type { ScalarEntry } from './entry.js';
import { authorOf, byDot } from './entry.js';
import type { Past, PastCatalog } from './past.js';

/** A write that stands, with the canonical JSON of its value. */
interface Head {
  readonly entry: ScalarEntry;
  readonly text: string;
}

/** A value that stands, and how many heads hold it. */
interface StandingValue {
  readonly value: Json;
  heads: number;
}

export class ScalarHeads {
  readonly #latest = new Map<string, ScalarEntry>();
  readonly #covered = new Map<string, number>();
  readonly #merged = new Set<Past>();
  readonly #heads = new Map<string, Head>();
  readonly #values = new Map<string, StandingValue>();
  #observed: Past | undefined;

  add(entry: ScalarEntry): void {
    this.#cover(entry.observed);
    this.#cover(entry.declared);
    this.#stand(entry);
  }

  /** To be called when a write of another replica was received, which the next write then follows too. */
  forgetObserved(): void {
    this.#observed = undefined;
  }

  /**
   * What the next write of this replica follows: all scalar writes of the field as of the last import.
   * The agent's own later ones are left out, so that the past stays one for all replicas that received
   * the same.
   */
  observed(catalog: PastCatalog): Past {
    this.#observed ??= catalog.of(
      [...this.#latest.values()].map(({ write }) => [write.agent_id, write.op_id] as const),
    );
    return this.#observed;
  }

  /** The writes that stand, by dot. */
  heads(): readonly ScalarEntry[] {
    return [...this.#heads.values()].map(({ entry }) => entry).sort(byDot);
  }

  /** The distinct values that stand, by canonical JSON. */
  values(): ReadonlyMap<string, { readonly value: Json }> {
    return this.#values;
  }

  /** The field read as one of the values that stand, given by its canonical JSON. */
  reading(field: string, text: string): ScalarReading {
    const authors = [...this.#heads.values()]
      .filter((head) => head.text === text)
      .map(({ entry }) => entry)
      .sort(byDot)
      .map(authorOf);
    return { field, kind: 'scalar', value: this.#values.get(text)?.value ?? null, authors };
  }

  #cover(past: Past): void {
    if (this.#merged.has(past)) return;
    this.#merged.add(past);
    for (const [agent, op] of past.latest) {
      if (op <= (this.#covered.get(agent) ?? -1)) continue;
      this.#covered.set(agent, op);
      const head = this.#heads.get(agent);
      if (head && head.entry.write.op_id <= op) this.#fall(head);
    }
  }

  #stand(entry: ScalarEntry): void {
    const { agent_id, op_id } = entry.write;
    const latest = this.#latest.get(agent_id);
    if (latest && latest.write.op_id > op_id) return;
    this.#latest.set(agent_id, entry);
    const head = this.#heads.get(agent_id);
    if (head) this.#fall(head);
    if (op_id > (this.#covered.get(agent_id) ?? -1)) this.#rise(entry);
  }

  #rise(entry: ScalarEntry): void {
    const text = canonicalJson(entry.write.value);
    this.#heads.set(entry.write.agent_id, { entry, text });
    const standing = this.#values.get(text);
    if (standing) standing.heads += 1;
    else this.#values.set(text, { value: entry.write.value, heads: 1 });
  }

  #fall({ entry, text }: Head): void {
    this.#heads.delete(entry.write.agent_id);
    const standing = this.#values.get(text);
    if (standing && standing.heads > 1) standing.heads -= 1;
    else this.#values.delete(text);
  }
}
