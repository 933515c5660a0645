// The shape of one line of a write log. Types are strict, unknown keys are refused, and every message says
// what the key must be and what it is instead.

import { z } from 'zod';
import type { Json, JsonScalar } from '../model/json.js';
import { quoted } from '../model/quote.js';
import { FIELD_KINDS } from '../model/write.js';
import { isComposite, isWellFormed, storageFault } from './log-value.js';

const MAX_NAME_CHARS = 1024;
const MAX_ROUND = 1_000_000;

/** What zod asks for a message with. */
interface Refused {
  readonly input?: unknown;
}

interface Rule {
  readonly error: (refused: Refused) => string;
}

function must(rule: string): Rule {
  return {
    error: ({ input }) =>
      input === undefined ? `${rule}, and is missing` : `${rule}, not ${described(input)}`,
  };
}

function described(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return 'an array';
  return isComposite(value) ? 'an object' : String(value);
}

function nameSchema(key: string): z.ZodType<string> {
  const rule = must(`${key} must be a string of 1 to ${MAX_NAME_CHARS} characters`);
  const sized = z.string(rule).min(1, rule).max(MAX_NAME_CHARS, rule);
  return sized.refine(isWellFormed, { error: `${key} holds half of a surrogate pair` });
}

function wholeNumber(rule: Rule, max = Number.MAX_SAFE_INTEGER): z.ZodType<number> {
  return z.int(rule).min(0, rule).max(max, rule);
}

const roundRule = must(`round must be a whole number from 0 to ${MAX_ROUND}`);
const dotRule = must('happens_after must be an array of pairs ["agent_id", op_id]');
const dotSchema = z.tuple([z.string(dotRule), wholeNumber(dotRule)], dotRule);

const common = {
  agent_id: nameSchema('agent_id'),
  op_id: wholeNumber(must('op_id must be a whole number, 0 or more')),
  field: nameSchema('field'),
  round: wholeNumber(roundRule, MAX_ROUND).default(0),
  happens_after: z.array(dotSchema, dotRule).exactOptional(),
};

// Custom checks return the value as it is; a schema that copied it would have to mind keys like __proto__.
const scalarValue = z.custom<Json>().superRefine(refuseUnstorable);

const setRule = 'value of a grow_set must be an array of strings, numbers, booleans and nulls';
const setValue = z
  .custom<readonly JsonScalar[]>((value) => Array.isArray(value) && !value.some(isComposite), {
    error: ({ input }) =>
      Array.isArray(input)
        ? `${setRule}, and one is ${described(input.find(isComposite))}`
        : must(setRule).error({ input }),
  })
  .superRefine(refuseUnstorable);

const textValue = z
  .string(must('value of an append_text must be a string'))
  .superRefine(refuseUnstorable);

const kindRule = must(`kind must be one of ${FIELD_KINDS.join(', ')}`);
const lineRule = must('a line must be one JSON object');

/** A write with its round. */
export const lineSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...common, kind: z.literal('scalar'), value: scalarValue }),
    z.strictObject({ ...common, kind: z.literal('grow_set'), value: setValue }),
    z.strictObject({ ...common, kind: z.literal('append_text'), value: textValue }),
  ],
  // Asked where no kind matches, and where the line is no object at all.
  {
    error: ({ input }) =>
      isObject(input) ? kindRule.error({ input: input['kind'] }) : lineRule.error({ input }),
  },
);

/** The keys a line may have. */
export const LINE_KEYS: readonly string[] = [...Object.keys(common), 'kind', 'value'];

function refuseUnstorable(value: unknown, context: z.RefinementCtx): void {
  const fault = storageFault(value);
  if (fault !== null) context.addIssue({ code: 'custom', message: `value ${fault}` });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isComposite(value) && !Array.isArray(value);
}
