// One field of a value and the fields below it: who said last what it is, and what is in it. Held beside the
// engine, so that a write reads what it needs and not the whole document.

import { compareText } from '../../model/canonical.js';
import type { Mark, Path, StoreAuthor } from '../key-terms.js';
import { Births } from './births.js';
import { ListContent, TextContent } from './contents.js';
import type { PlacedTag, Tag, TagType } from './tag.js';
import { spellTag } from './tag.js';

/** One value of a field that no known writer has overwritten. */
export interface Head extends PlacedTag {
  /** Where the engine keeps it. */
  readonly key: string;
  readonly author: StoreAuthor;
  readonly mark: Mark;
  /** See {@link spellTag}. */
  readonly spelled: string;
}

export function createHead(parts: Omit<Head, 'spelled'>): Head {
  return { ...parts, spelled: spellTag(parts.tag) };
}

/** A kind of content with epochs. */
interface Epochs<T> {
  readonly contents: Map<number, T>;
  readonly births: Births;
}

export class Field {
  readonly path: Path;
  readonly children = new Map<string, Field>();
  heads: readonly Head[] = [];
  readonly list: Epochs<ListContent> = { contents: new Map(), births: new Births() };
  readonly text: Epochs<TextContent> = { contents: new Map(), births: new Births() };

  constructor(path: Path) {
    this.path = path;
  }

  /** The field below of that name, made where there is none. */
  child(name: string): Field {
    const known = this.children.get(name);
    if (known) return known;
    const made = new Field([...this.path, name]);
    this.children.set(name, made);
    return made;
  }

  at(path: Path): Field {
    return path.reduce<Field>((field, name) => field.child(name), this);
  }

  /** The same, undefined where there is none. */
  find(path: Path): Field | undefined {
    return path.reduce<Field | undefined>((field, name) => field?.children.get(name), this);
  }

  listIn(epoch: number, mark: Mark): ListContent {
    return contentIn(this.list, epoch, { mark, create: () => new ListContent() });
  }

  textIn(epoch: number, mark: Mark): TextContent {
    return contentIn(this.text, epoch, { mark, create: () => new TextContent() });
  }

  /** The heads that give it a value. A removal never stands against one: what was written stays. */
  get standing(): readonly Head[] {
    return this.heads.filter(({ tag }) => tag.type !== 'removed');
  }

  /** Among its siblings, as its writers put it. */
  get position(): number {
    const positions = this.standing.map(({ position }) => position);
    return positions.length === 0 ? 0 : Math.min(...positions);
  }

  /** Its fields in the order their writers put them in, the same at every store. */
  childrenInOrder(): readonly (readonly [name: string, field: Field])[] {
    return [...this.children]
      .map(([name, field]) => ({ name, field, position: field.position }))
      .sort((left, right) => left.position - right.position || compareText(left.name, right.name))
      .map(({ name, field }) => [name, field]);
  }
}

/** The latest epoch of that type among heads; undefined where they are of other types. */
export function epochAmong(heads: readonly Head[], type: 'list' | 'text'): number | undefined {
  const epochs = heads.flatMap(({ tag }) => (isIn(tag, type) ? [tag.epoch] : []));
  return epochs.length === 0 ? undefined : Math.max(...epochs);
}

function isIn<T extends TagType>(tag: Tag, type: T): tag is Extract<Tag, { type: T }> {
  return tag.type === type;
}

function contentIn<T>(
  { contents, births }: Epochs<T>,
  epoch: number,
  { mark, create }: { readonly mark: Mark; readonly create: () => T },
): T {
  births.note(epoch, mark);
  const known = contents.get(epoch);
  if (known) return known;
  const made = create();
  contents.set(epoch, made);
  return made;
}
