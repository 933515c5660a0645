// Whether executing a repetition again executes code that its study named. Whoever prints a command that
// reads such code from a results folder says so in it, since nothing executes it unasked.

import { z } from 'zod';
import type { Manifest } from '../manifest.js';
import type { RepetitionRecord } from '../record.js';

/** `named`: a strategy or a model of one's own; `none`: only what is built in. */
export type Plugins = 'named' | 'none';

/** For the repetitions of one study, by their cells, which have a plug-in's URL in their names. */
export function pluginsOf({ study }: Manifest): (record: RepetitionRecord) => Plugins {
  const { strategies, model } = studySchema.parse(study);
  return ({ cell_id, workload, topology }) => {
    const isOfOne = strategies.some(({ type, url }) => {
      return type === 'plugin' && cell_id.startsWith(`${workload}/${url}/${topology}/`);
    });
    return isOfOne || model.type === 'plugin' ? 'named' : 'none';
  };
}

const NOT_KNOWN = { type: '' };

/** A manifest may come from anywhere: what is misshapen names nothing. */
const studySchema = z.object({
  strategies: z.array(z.object({ type: z.string(), url: z.string().default('') })).catch([]),
  model: z.object({ type: z.string() }).catch(NOT_KNOWN),
});
