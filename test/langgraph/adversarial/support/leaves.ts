// A value taken apart into the smallest things that can be lost, and looked for in what a store reads as. Written
// without the store's own code, to be held against it: no merging is known here.

import type { Json } from '../../../../src/model/json.js';

type Members = Readonly<Record<string, Json>>;

/** One scalar, one element of a list, one fragment of a text, or that something is an empty list or object. */
export interface Leaf {
  readonly path: readonly string[];
  readonly type: 'scalar' | 'element' | 'text' | 'list' | 'object';
  readonly value: Json;
}

/** Only under this name are texts made of fragments. */
export const TEXT_NAME = 'notes';

export function leavesOf(value: Json, path: readonly string[] = []): readonly Leaf[] {
  if (contendersIn(value) !== null) return [];
  if (Array.isArray(value)) {
    const elements = value.map(
      (element: Json) => ({ path, type: 'element', value: element }) as const,
    );
    return elements.length === 0 ? [{ path, type: 'list', value }] : elements;
  }
  if (!isMembers(value)) return scalarsOf(value, path);
  const below = Object.entries(value).flatMap(([name, member]) =>
    leavesOf(member, [...path, name]),
  );
  return below.length > 0 || Object.keys(value).length > 0
    ? below
    : [{ path, type: 'object', value }];
}

/** A text is what it was put together from: fragments in pointed brackets. */
function scalarsOf(value: Json, path: readonly string[]): readonly Leaf[] {
  if (typeof value !== 'string' || path.at(-1) !== TEXT_NAME)
    return [{ path, type: 'scalar', value }];
  return (value.match(/<\d+>/g) ?? []).map((value) => ({ path, type: 'text', value }));
}

/** Whether a value says what the leaf says, be it as one side of a conflict. */
export function holds(value: Json | undefined, leaf: Leaf): boolean {
  return placesAt(value, leaf.path).some((place) => says(place, leaf));
}

function says(place: Json, { type, value }: Leaf): boolean {
  switch (type) {
    case 'scalar':
      return place === value;
    case 'element':
      return Array.isArray(place) && place.includes(value);
    case 'text':
      return typeof place === 'string' && place.includes(value as string);
    case 'list':
      return Array.isArray(place);
    case 'object':
      return isMembers(place);
  }
}

/** What stands at a path, once per side of every conflict on the way; nothing where nothing does. */
export function placesAt(value: Json | undefined, path: readonly string[]): readonly Json[] {
  if (value === undefined) return [];
  const contenders = contendersIn(value);
  if (contenders !== null) return contenders.flatMap((each) => placesAt(each, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  return isMembers(value) && Object.hasOwn(value, name) ? placesAt(value[name], rest) : [];
}

/** Whether a conflict is open at a path or above it. */
export function isInConflict(value: Json | undefined, path: readonly string[]): boolean {
  if (value === undefined) return false;
  if (contendersIn(value) !== null) return true;
  const [name, ...rest] = path;
  if (name === undefined || !isMembers(value) || !Object.hasOwn(value, name)) return false;
  return isInConflict(value[name], rest);
}

function contendersIn(value: Json): readonly (Json | undefined)[] | null {
  if (!isMembers(value) || !Array.isArray(value['$escalated'])) return null;
  return (value['$escalated'] as readonly Members[]).map((contender) => contender['value']);
}

function isMembers(value: Json): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
