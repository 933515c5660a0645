// One write as it is made: what it changes in the engine, and the same in the fields held beside it. What the
// author had not seen stays untouched, whatever is written.

import type { Json } from '../../model/json.js';
import type { CrdtEngine } from '../../strategies/crdt/engine.js';
import type { StoreAuthor, WriteTerms } from '../key-terms.js';
import type { Field, Head } from './field.js';
import { createHead } from './field.js';
import { headKey, spellAddition, spellHead } from './stored.js';
import type { PlacedTag } from './tag.js';
import { REMOVED } from './tag.js';

export class Pen {
  readonly #engine: CrdtEngine;
  readonly #terms: WriteTerms;
  readonly #author: StoreAuthor;
  #use: 'untouched' | 'appended' | 'overwrote' = 'untouched';
  #written_heads = 0;

  constructor(engine: CrdtEngine, terms: WriteTerms) {
    const { agent_id, op_id, replica_id } = terms;
    this.#engine = engine;
    this.#terms = terms;
    this.#author = { agent_id, op_id, replica_id };
  }

  get hasWritten(): boolean {
    return this.#use !== 'untouched';
  }

  seen(heads: readonly Head[]): readonly Head[] {
    return heads.filter(({ mark }) => this.#terms.sees(mark));
  }

  /** Whether the author knew all that a field now says of itself, and it says something. */
  knows({ heads }: Field): boolean {
    return heads.length > 0 && heads.every(({ mark }) => this.#terms.sees(mark));
  }

  sees(mark: WriteTerms['mark'] | undefined): boolean {
    return mark !== undefined && this.#terms.sees(mark);
  }

  /** Says what the field is, in the place of all that its author had seen it to be. */
  tag(field: Field, placed: PlacedTag): void {
    this.#erase(field);
    const { op_id, mark } = this.#terms;
    const key = headKey(this.#author, this.#written_heads);
    this.#written_heads += 1;
    this.#prepareToOverwrite();
    this.#engine.setHead(key, spellHead(field.path, op_id, placed));
    field.heads = [...field.heads, createHead({ ...placed, key, author: this.#author, mark })];
  }

  /**
   * Removes what its author had seen of the field and below it; what was written meanwhile stays. Only of a
   * field that its author knew to be there: it then says so also beside those who replaced what it knew.
   */
  remove(field: Field): void {
    const seen = this.seen(field.heads);
    this.clearBelow(field);
    const isSaid = seen.length > 0 && seen.every(({ tag }) => tag.type === 'removed');
    if (!isSaid) this.tag(field, { tag: REMOVED, position: 0 });
  }

  /** The same without saying so: for fields of something that is itself replaced. */
  clear(field: Field): void {
    this.#erase(field);
    this.clearBelow(field);
  }

  clearBelow(field: Field): void {
    for (const child of field.children.values()) this.clear(child);
  }

  addElements(field: Field, epoch: number, elements: readonly Json[]): void {
    const { mark } = this.#terms;
    const list = field.listIn(epoch, mark);
    if (elements.length === 0) return;
    const author = this.#author;
    this.#engine.add(spellAddition({ type: 'list', path: field.path, epoch, author, elements }));
    for (const element of elements) list.add(element, author, mark);
    this.#noteUse('appended');
  }

  appendText(field: Field, epoch: number, fragment: string): void {
    const text = field.textIn(epoch, this.#terms.mark);
    if (fragment === '') return;
    const author = this.#author;
    this.#engine.add(spellAddition({ type: 'text', path: field.path, epoch, author, fragment }));
    text.append(fragment, author);
    this.#noteUse('appended');
  }

  #erase(field: Field): void {
    const seen = this.seen(field.heads);
    if (seen.length === 0) return;
    this.#prepareToOverwrite();
    for (const { key } of seen) this.#engine.deleteHead(key);
    field.heads = field.heads.filter((head) => !seen.includes(head));
  }

  #prepareToOverwrite(): void {
    if (this.#use !== 'overwrote') this.#engine.prepareToOverwrite();
    this.#noteUse('overwrote');
  }

  #noteUse(use: 'appended' | 'overwrote'): void {
    if (this.#use !== 'overwrote') this.#use = use;
  }
}
