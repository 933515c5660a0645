// Writes in one line each.

import type { Json, JsonScalar } from '../../../src/model/json.js';
import type { AppendTextWrite, Dot, GrowSetWrite, ScalarWrite } from '../../../src/model/write.js';

export function scalar(
  [agent_id, op_id]: Dot,
  field: string,
  value: Json,
  happens_after?: readonly Dot[],
): ScalarWrite {
  return { agent_id, op_id, field, kind: 'scalar', value, ...(happens_after && { happens_after }) };
}

export function growSet(
  [agent_id, op_id]: Dot,
  field: string,
  value: readonly JsonScalar[],
): GrowSetWrite {
  return { agent_id, op_id, field, kind: 'grow_set', value };
}

export function appendText(
  [agent_id, op_id]: Dot,
  field: string,
  value: string,
  happens_after?: readonly Dot[],
): AppendTextWrite {
  return {
    agent_id,
    op_id,
    field,
    kind: 'append_text',
    value,
    ...(happens_after && { happens_after }),
  };
}
