// Which list or text a writer means by a name: the one it knew, the one that is there, or a new one. It rests
// on what the writer had seen, so that writers who could not know of each other choose the same.

import { isList } from '../json-value.js';
import type { Births } from './births.js';
import type { Head } from './field.js';
import { epochAmong } from './field.js';
import type { Pen } from './pen.js';
import type { Statement } from './statement.js';
import { readValue } from './statement.js';

export type Growing = 'list' | 'text';

const WAS_READ: Readonly<Record<Growing, (statement: Statement) => boolean>> = {
  list: ({ known }) => isList(readValue(known)),
  text: ({ known }) => typeof readValue(known) === 'string',
};

/** Whether the author goes on with the list or text that it had read. */
export function continues(pen: Pen, statement: Statement, type: Growing): boolean {
  const isOfType = ({ tag }: Head): boolean => tag.type === type;
  return WAS_READ[type](statement) && pen.seen(statement.field.heads).every(isOfType);
}

export function chooseEpoch(pen: Pen, statement: Statement, type: Growing): number {
  const { field } = statement;
  const known = latestSeen(pen, field[type].births);
  if (known !== undefined && continues(pen, statement, type)) return known;
  return epochAmong(field.standing, type) ?? nextEpoch(pen, field[type].births);
}

export function nextEpoch(pen: Pen, births: Births): number {
  return (latestSeen(pen, births) ?? -1) + 1;
}

function latestSeen(pen: Pen, births: Births): number | undefined {
  return births.latest((mark) => pen.sees(mark));
}
