// Arbitrary readings, small enough that equal parts are common.

import fc from 'fast-check';
import type { JsonScalar } from '../../src/model/json.js';
import type {
  Author,
  Contender,
  Escalation,
  FieldReading,
  Reading,
} from '../../src/model/reading.js';

// Names made of whatever an encoding might use between them.
export const name = fc.string({
  unit: fc.constantFrom(
    'a',
    'b',
    '0',
    '"',
    '\\',
    ',',
    '|',
    '[',
    ']',
    '?',
    ' ',
    '\n',
    '\ud800',
    'é',
  ),
  maxLength: 4,
});
export const op_id = fc.nat({ max: 3 });
export const author: fc.Arbitrary<Author> = fc.tuple(name, fc.option(op_id, { nil: null }));
export const element: fc.Arbitrary<JsonScalar> = fc.oneof(
  name,
  fc.integer({ min: -2, max: 2 }),
  fc.boolean(),
  fc.constant(null),
);
export const contender: fc.Arbitrary<Contender> = fc.oneof(
  fc.record({ agent_id: name, op_id, kind: fc.constant('scalar' as const), value: element }),
  fc.record({
    agent_id: name,
    op_id,
    kind: fc.constant('grow_set' as const),
    value: fc.array(element, { maxLength: 2 }),
  }),
);
export const authors = fc.array(author, { maxLength: 3 });
export const fieldReading: fc.Arbitrary<FieldReading> = fc.oneof(
  fc.record({ field: name, kind: fc.constant('scalar' as const), value: element, authors }),
  fc.record({
    field: name,
    kind: fc.constant('grow_set' as const),
    elements: fc.array(element, { maxLength: 3 }),
    authors: fc.array(authors, { maxLength: 3 }),
  }),
  fc.record({
    field: name,
    kind: fc.constant('append_text' as const),
    text: name,
    spans: fc.array(fc.record({ length: fc.nat({ max: 12 }), author }), { maxLength: 3 }),
  }),
  fc.record({ field: name, kind: fc.constant('escalated' as const) }),
);
export const contenders = fc.array(contender, { maxLength: 3 });
export const escalation: fc.Arbitrary<Escalation> = fc.oneof(
  fc.record({ status: fc.constant('open' as const), field: name, contenders }),
  fc.record({
    status: fc.constant('resolved' as const),
    field: name,
    contenders,
    kind: fc.constant('scalar' as const),
    value: element,
  }),
);
export const reading: fc.Arbitrary<Reading> = fc.record({
  fields: fc.array(fieldReading, { maxLength: 3 }),
  escalations: fc.array(escalation, { maxLength: 2 }),
  model_calls: fc.constant(0),
});
