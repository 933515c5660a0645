// The fields of a document, read from the engine as a whole: after an import, when more may have changed than
// anyone counts.

import type { CrdtEngine } from '../../strategies/crdt/engine.js';
import type { Mark } from '../key-terms.js';
import { createHead, Field } from './field.js';
import type { TagType } from './tag.js';
import { readStoredAdditions, readStoredHeads } from './stored.js';

/** What a whole value can be: anything else was not written by a store. */
const ROOT_TAGS: ReadonlySet<TagType> = new Set<TagType>(['object', 'removed']);

/**
 * The root of all fields. What the fields before did not know became visible with `mark`; what they knew keeps
 * the mark it had.
 */
export function loadFields(engine: CrdtEngine, before: Field, mark: Mark): Field {
  const root = new Field([]);
  const marks = marksByKey(before);
  for (const { path, ...stored } of readStoredHeads(engine.heads())) {
    if (path.length === 0 && !ROOT_TAGS.has(stored.tag.type)) continue;
    const field = root.at(path);
    const head = createHead({ ...stored, mark: marks.get(stored.key) ?? mark });
    field.heads = [...field.heads, head];
    if (head.tag.type === 'list') field.listIn(head.tag.epoch, mark);
    if (head.tag.type === 'text') field.textIn(head.tag.epoch, mark);
  }
  for (const addition of readStoredAdditions(engine.additions())) {
    const { path, epoch, author } = addition;
    const known = before.find(path);
    const field = root.at(path);
    if (addition.type === 'text') field.textIn(epoch, mark).append(addition.fragment, author);
    else
      for (const element of addition.elements) {
        const held = known?.list.contents.get(epoch)?.markOf(element);
        field.listIn(epoch, mark).add(element, author, held ?? mark);
      }
  }
  keepBirths(before, root);
  return root;
}

function marksByKey(field: Field, found = new Map<string, Mark>()): Map<string, Mark> {
  for (const { key, mark } of field.heads) found.set(key, mark);
  for (const child of field.children.values()) marksByKey(child, found);
  return found;
}

/** Also of epochs that nothing is left of: a removed list that was empty is not to be confused with the next. */
function keepBirths(before: Field, after: Field): void {
  after.list.births.noteAll(before.list.births);
  after.text.births.noteAll(before.text.births);
  for (const [name, field] of before.children) keepBirths(field, after.child(name));
}
