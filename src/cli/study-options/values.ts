// What a value of an option may be, whether it was typed as a flag or stands in a study file. Every failure
// of a schema here has one message, and that message is what to do.

import { z } from 'zod';
import type { Bounds } from '../../coordinator/configuration/bounds.js';
import { hasFewDecimals, MAX_LIST_LENGTH } from '../../coordinator/configuration/bounds.js';
import { quoted } from '../../model/quote.js';
import { didYouMean, nameRemedy } from '../../model/nearest.js';

export function whole({ min, max }: Bounds) {
  const error = `give a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

export function decimal({ min, max }: Bounds) {
  const error = `give a number from ${min} to ${max}, with 6 decimals at most`;
  return z
    .number({ error })
    .min(min, { error })
    .max(max, { error })
    .refine(hasFewDecimals, { error });
}

export function text(error: string) {
  return z.string({ error }).min(1, { error });
}

/** One of some names; another gets the nearest of them for a hint. */
export function nameFrom<const N extends string>(names: readonly N[]) {
  return z.enum(names, { error: ({ input }) => nameRemedy(input, names) });
}

/** One value or a list of one or more, none of them twice; always a list once it is read. */
export function listOf<T extends z.ZodType<string | number>>(item: T) {
  const list = z
    .array(item)
    .min(1, { error: 'give one or more, or leave it out' })
    .superRefine((entries, context) => {
      if (entries.length > MAX_LIST_LENGTH)
        context.addIssue({ code: 'custom', message: `give ${MAX_LIST_LENGTH} at most` });
      const index = entries.findIndex((entry, place) => entries.indexOf(entry) !== place);
      if (index === -1) return;
      const message = `give ${shown(entries[index])} once`;
      context.addIssue({ code: 'custom', path: [index], message });
    })
    .meta({ uniqueItems: true, maxItems: MAX_LIST_LENGTH });
  return z.union([item, list]).transform((value) => (Array.isArray(value) ? value : [value]));
}

/** Keys that are known and no others; an unknown one gets the nearest for a hint. */
export function mapping<S extends z.core.$ZodLooseShape>(shape: S, example: string) {
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? unknownKey(issue.keys[0], names)
        : `write names with their values, as in ${example}`,
  });
}

function unknownKey(key: unknown, names: readonly string[]): string {
  return `unknown key, ${didYouMean(key, names) || `choose from ${names.join(', ')}`}`.trimEnd();
}

function shown(entry: unknown): string {
  return typeof entry === 'string' ? quoted(entry) : String(entry);
}
