// What of a strategy's claims is stored: the keys that the model knows, in one order. A plug-in may hang
// anything else on its readings; no check looks at it, and it is left out.

import type {
  Author,
  Contender,
  Escalation,
  FieldReading,
  Reading,
  TextSpan,
} from '../../model/reading.js';
import { FIELD_KINDS } from '../../model/write.js';
import type { FinalState, RoundObservation } from '../../verdict/evidence.js';
import {
  claimedJson,
  claimedList,
  claimedName,
  claimedNumber,
  claimedScalar,
  claimedText,
} from './claimed.js';

/** @throws UnstorableEvidenceError, as all here, where a claim is not of its type. */
export function storableObservation(observation: RoundObservation): RoundObservation {
  const { round, agent_index, escalations } = observation;
  return { round, agent_index, escalations: listOf(escalations, storableEscalation) };
}

export function storableFinal({ reading, digests, agent_indexes }: FinalState): FinalState {
  const { content, reading: whole } = digests;
  return { reading: storableReading(reading), digests: { content, reading: whole }, agent_indexes };
}

function storableReading({ fields, escalations, model_calls }: Reading): Reading {
  return {
    fields: listOf(fields, storableField),
    escalations: listOf(escalations, storableEscalation),
    model_calls: claimedNumber(model_calls),
  };
}

function storableField(claimed: FieldReading): FieldReading {
  const field = claimedText(claimed.field);
  switch (claimed.kind) {
    case 'scalar': {
      const { kind, value, authors } = claimed;
      return { field, kind, value: claimedJson(value), authors: storableAuthors(authors) };
    }
    case 'grow_set': {
      const { kind, elements, authors } = claimed;
      return {
        ...{ field, kind, elements: listOf(elements, claimedScalar) },
        authors: listOf(authors, storableAuthors),
      };
    }
    case 'append_text': {
      const { kind, text, spans } = claimed;
      return { field, kind, text: claimedText(text), spans: listOf(spans, storableSpan) };
    }
    case 'escalated':
      return { field, kind: claimed.kind };
  }
}

function storableSpan({ length, author }: TextSpan): TextSpan {
  return { length: claimedNumber(length), author: storableAuthor(author) };
}

function storableAuthors(authors: readonly Author[]): readonly Author[] {
  return listOf(authors, storableAuthor);
}

function storableAuthor([agent_id, op_id]: Author): Author {
  return [claimedText(agent_id), op_id === null ? null : claimedNumber(op_id)];
}

function storableEscalation(escalation: Escalation): Escalation {
  const field = claimedText(escalation.field);
  const contenders = listOf(escalation.contenders, storableContender);
  claimedName(escalation.status, ['open', 'resolved']);
  if (escalation.status === 'open') return { status: 'open', field, contenders };
  const kind = claimedName(escalation.kind, FIELD_KINDS);
  return { status: 'resolved', field, contenders, kind, value: claimedJson(escalation.value) };
}

function storableContender({ agent_id, op_id, kind, value }: Contender): Contender {
  return {
    agent_id: claimedText(agent_id),
    op_id: claimedNumber(op_id),
    kind: claimedName(kind, FIELD_KINDS),
    value: claimedJson(value),
  };
}

function listOf<T, S>(claimed: readonly T[], storable: (one: T) => S): readonly S[] {
  return claimedList(claimed).map((one) => storable(one));
}
