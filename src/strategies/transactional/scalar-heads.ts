// The scalar writes of one field, and which of them stand: those that no known write follows.

import { canonicalJson } from '../../model/canonical.js';
import type { Json } from '../../model/json.js';
import type { ScalarReading } from '../../model/reading.js';
import type { Dot } from '../../model/write.js';
import { AgentScalars } from './agent-scalars.js';
import type { ScalarEntry } from './entry.js';
import { authorOf, byDot } from './entry.js';
import type { Past, PastCatalog } from './past.js';

/** A value that stands, and how many heads hold it. */
interface StandingValue {
  readonly value: Json;
  heads: number;
}

export class ScalarHeads {
  readonly #byAgent = new Map<string, AgentScalars>();
  readonly #merged = new Set<Past>();
  /** The writes that stand, with the canonical JSON of their values. */
  readonly #heads = new Map<ScalarEntry, string>();
  readonly #values = new Map<string, StandingValue>();
  #observed: Past | undefined;

  add(entry: ScalarEntry): void {
    this.#merge(entry.observed, (ofAgent, op_id) => ofAgent.follow(op_id));
    this.#merge(entry.declared, (ofAgent, op_id) => ofAgent.followUpTo(op_id));
    const { agent_id, op_id } = entry.write;
    const ofAgent = this.#of(agent_id);
    for (const fallen of ofAgent.add(entry)) this.#fall(fallen);
    if (ofAgent.stands(op_id)) this.#rise(entry);
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
    this.#observed ??= catalog.of(this.#tips());
    return this.#observed;
  }

  #tips(): readonly Dot[] {
    const tips: Dot[] = [];
    for (const [agent_id, ofAgent] of this.#byAgent) {
      for (const op_id of ofAgent.tips()) tips.push([agent_id, op_id]);
    }
    return tips;
  }

  /** The agent's own write that its next one is on top of; null where it knows of none. */
  latestOf(agent_id: string): number | null {
    return this.#byAgent.get(agent_id)?.latest() ?? null;
  }

  /** The writes that stand, by dot. */
  heads(): readonly ScalarEntry[] {
    return [...this.#heads.keys()].sort(byDot);
  }

  /** The distinct values that stand, by canonical JSON. */
  values(): ReadonlyMap<string, { readonly value: Json }> {
    return this.#values;
  }

  /** The field read as one of the values that stand, given by its canonical JSON. */
  reading(field: string, text: string): ScalarReading {
    const authors = this.heads()
      .filter((head) => this.#heads.get(head) === text)
      .map(authorOf);
    return { field, kind: 'scalar', value: this.#values.get(text)?.value ?? null, authors };
  }

  #of(agent_id: string): AgentScalars {
    const known = this.#byAgent.get(agent_id);
    if (known) return known;
    const created = new AgentScalars();
    this.#byAgent.set(agent_id, created);
    return created;
  }

  /** Follows each dot of a past that was not met before. */
  #merge(
    past: Past,
    follow: (ofAgent: AgentScalars, op_id: number) => readonly ScalarEntry[],
  ): void {
    if (this.#merged.has(past)) return;
    this.#merged.add(past);
    for (const [agent_id, op_id] of past.dots) {
      for (const fallen of follow(this.#of(agent_id), op_id)) this.#fall(fallen);
    }
  }

  #rise(entry: ScalarEntry): void {
    const text = canonicalJson(entry.write.value);
    this.#heads.set(entry, text);
    const standing = this.#values.get(text);
    if (standing) standing.heads += 1;
    else this.#values.set(text, { value: entry.write.value, heads: 1 });
  }

  #fall(entry: ScalarEntry): void {
    const text = this.#heads.get(entry) ?? '';
    this.#heads.delete(entry);
    const standing = this.#values.get(text);
    if (standing && standing.heads > 1) standing.heads -= 1;
    else this.#values.delete(text);
  }
}
