// Makes a kind of fault from the list of its arguments and what it does with them: reading, canonical text
// and errors are the same for all kinds.

import { nearestName } from '../../model/nearest.js';
import { quoted } from '../../model/quote.js';
import type { Grammar, Taken, Values } from './arguments/argument.js';
import { bad } from './arguments/argument.js';
import type { Bad, FaultKind, Place, Striker } from './fault.js';
import type { FaultEffect } from './fault-plan.js';

export interface FaultDefinition<G extends Grammar> extends Omit<FaultKind, 'read'> {
  readonly effect: FaultEffect;
  /** In the order in which they are read and written. */
  readonly grammar: G;
  /** What is wrong with arguments that are each right alone; null where nothing is. */
  refuse?(values: Values<G>): Bad | null;
  plant(values: Values<G>, place: Place): Striker;
}

export function defineFault<G extends Grammar>(definition: FaultDefinition<G>): FaultKind {
  const { name, effect, summary, example, grammar, draw } = definition;
  return {
    name,
    summary,
    example,
    ...(draw ? { draw } : {}),
    read: (pieces) => {
      const read = readArguments(grammar, pieces);
      const refused = read.type === 'bad' ? read : definition.refuse?.(read.value);
      if (refused) return explain(refused, name, example);
      if (read.type === 'bad') return read;
      const text = writeArguments(name, grammar, read.value);
      const plant = (place: Place) => definition.plant(read.value, place);
      return { type: 'fault', fault: { name, text, effect, plant } };
    },
  };
}

function readArguments<G extends Grammar>(grammar: G, pieces: readonly string[]): Taken<Values<G>> {
  const values: Record<string, unknown> = {};
  let rest = pieces;
  for (const [key, argument] of Object.entries(grammar)) {
    const read = argument.take(rest);
    if (read.type === 'bad') return read;
    values[key] = read.value;
    rest = read.rest;
  }
  const [left] = rest;
  if (left !== undefined) return misunderstood(left, grammar);
  // Each key of the grammar was given the value of its own argument just now.
  return { type: 'value', value: values as Values<G>, rest };
}

function misunderstood(piece: string, grammar: Grammar): Bad {
  const words = [...new Set(Object.values(grammar).flatMap((argument) => argument.words))];
  const nearest = nearestName(piece.replace(/=.*/s, '=N'), words);
  const isKnown = nearest === piece.replace(/=.*/s, '=N');
  if (isKnown) return bad(`${quoted(piece)} is more than it can be given`, 'give it once');
  const hint = nearest === undefined ? '' : `did you mean ${nearest}? `;
  return bad(`${quoted(piece)} is nothing it knows`, `${hint}it knows ${words.join(', ')}`);
}

function explain({ reason, remedy }: Bad, name: string, example: string): Bad {
  return bad(`${name}: ${reason}`, `${remedy} (${example})`);
}

function writeArguments<G extends Grammar>(name: string, grammar: G, values: Values<G>): string {
  const pieces = Object.entries(grammar).flatMap(([key, argument]) => {
    const piece = argument.write(values[key]);
    return piece === null ? [] : [piece];
  });
  const [head = '', ...rest] = pieces;
  return `${name}=${head}${rest.map((piece) => (piece.startsWith('@') ? piece : `:${piece}`)).join('')}`;
}
