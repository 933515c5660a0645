// The values of the `mixed` workload. Each opens with a label in brackets, which nothing else in it holds,
// so that values differ where they should and no text fragment can be found inside another.

import { createRandom, type Random } from '../model/random.js';
import type { FieldKind } from '../model/write.js';
import type { WriteValue } from './layout.js';
import type { MixedOptions } from './workload.js';

/** One scalar in twenty comes from values common to all agents, so that some agree as they conflict. */
const SHARED_SCALAR_SHARE = 0.05;
const SHARED_SCALARS = 4;
/** Few enough for agents to meet, enough for a set to keep growing for a while. */
const SHARED_ELEMENTS = 64;
const MAX_ELEMENTS_PER_WRITE = 3;

/** Letters in no order, so that a codec that compresses does not flatter an engine. */
const FILLER = createFiller(4096);

export interface MixedValues {
  /** A value for a write of that kind; `label` is unique to the write, and so is the value but for shared ones. */
  draw(kind: FieldKind, label: string, random: Random): WriteValue;
  /** A value that no other write has. */
  own(label: string, random: Random): string;
}

/** Values `value_chars` long; a label that alone is longer stays whole. */
export function createMixedValues({ value_chars, element_overlap }: MixedOptions): MixedValues {
  const scalars = sharedValues(SHARED_SCALARS, value_chars);
  const elements = sharedValues(SHARED_ELEMENTS, value_chars);

  const own = (label: string, random: Random): string =>
    filled(label, value_chars, random.integer(0, FILLER.length - 1));
  const shared = (pool: readonly string[], random: Random): string =>
    pool[random.integer(0, pool.length - 1)] ?? '';

  const drawElements = (label: string, random: Random): readonly string[] =>
    Array.from({ length: random.integer(1, MAX_ELEMENTS_PER_WRITE) }, (_, index) =>
      random.fraction() < element_overlap
        ? shared(elements, random)
        : own(`${label}.${index}`, random),
    );
  const drawScalar = (label: string, random: Random): string =>
    random.fraction() < SHARED_SCALAR_SHARE ? shared(scalars, random) : own(label, random);

  return {
    own,
    draw: (kind, label, random) => {
      switch (kind) {
        case 'scalar':
          return { kind, value: drawScalar(label, random) };
        case 'grow_set':
          return { kind, value: drawElements(label, random) };
        case 'append_text':
          return { kind, value: own(label, random) };
      }
    },
  };
}

function sharedValues(count: number, chars: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => filled(`shared.${index}`, chars, index * 37));
}

function filled(label: string, chars: number, offset: number): string {
  const head = `[${label}]`;
  const length = Math.max(0, chars - head.length);
  return head + FILLER.slice(offset).padEnd(length, FILLER).slice(0, length);
}

function createFiller(length: number): string {
  const random = createRandom(0);
  const letters = Array.from({ length }, () => random.integer(0, 25));
  return letters.map((letter) => String.fromCharCode(97 + letter)).join('');
}
