// The JSON Schema of study files, for editors: what schema/study.schema.json holds. The file is written by
// its test, with `npx vitest run test/cli/study-file/json-schema.test.ts -u`.

import { z } from 'zod';
import { STUDY_DEFAULTS } from '../study-options/defaults.js';
import { studyOptionsSchema } from '../study-options/schema.js';

export function studyFileSchema(): z.core.JSONSchema.BaseSchema {
  const { properties = {}, ...rest } = z.toJSONSchema(studyOptionsSchema, {
    io: 'input',
    target: 'draft-7',
    // zod refuses what JSON cannot say, here the steps that turn one value into a list.
    unrepresentable: 'any',
  });
  const schemaKey = { type: 'string' as const, description: 'Where editors find this schema.' };
  return {
    ...rest,
    title: 'mergestorm study',
    description: 'What `mergestorm study FILE` executes. Every key is optional.',
    properties: { $schema: schemaKey, ...withDefaults(properties) },
  };
}

type Properties = NonNullable<z.core.JSONSchema.BaseSchema['properties']>;

/** What an option is where a file does not say; there is no empty list to be written. */
function withDefaults(properties: Properties): Properties {
  const defaults = new Map<string, unknown>(Object.entries(STUDY_DEFAULTS));
  const entries = Object.entries(properties).map(([name, property]) => {
    const usual = defaults.get(name);
    const isThere = usual !== undefined && !(Array.isArray(usual) && usual.length === 0);
    return [name, { ...(property as object), ...(isThere && { default: usual }) }];
  });
  return Object.fromEntries(entries) as Properties;
}
