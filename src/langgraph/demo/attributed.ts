// Whether a write can be read under its author's name, piece by piece. Conflicts name their authors themselves.

import { canonicalJson } from '../../model/canonical.js';
import type {
  AppendTextReading,
  Author,
  FieldReading,
  GrowSetReading,
  Reading,
} from '../../model/reading.js';
import { contributionsOf } from '../../model/contribution.js';
import type { Write } from '../../model/write.js';

/** True where every contribution of the write is read, and its agent named as an author of it. */
export function isAttributed(write: Write, { fields }: Reading): boolean {
  const reading = fields.find(({ field }) => field === write.field);
  if (!reading) return false;
  const signed = signedBy(write.agent_id, reading);
  return contributionsOf(write).every((contribution) => signed.includes(contribution));
}

/** The contributions, as {@link contributionsOf} spells them, under that agent's name. */
function signedBy(agent_id: string, reading: FieldReading): readonly string[] {
  switch (reading.kind) {
    case 'scalar':
      return isAmong(agent_id, reading.authors) ? [canonicalJson(reading.value)] : [];
    case 'grow_set':
      return signedElements(agent_id, reading);
    case 'append_text':
      return signedSpans(agent_id, reading);
    case 'escalated':
      return [];
  }
}

function signedElements(
  agent_id: string,
  { elements, authors }: GrowSetReading,
): readonly string[] {
  return elements.filter((_, index) => isAmong(agent_id, authors[index] ?? [])).map(canonicalJson);
}

function signedSpans(agent_id: string, { text, spans }: AppendTextReading): readonly string[] {
  let end = 0;
  return spans.flatMap(({ length, author }) => {
    end += length;
    return isAmong(agent_id, [author]) ? [text.slice(end - length, end)] : [];
  });
}

function isAmong(agent_id: string, authors: readonly Author[]): boolean {
  return authors.some(([author]) => author === agent_id);
}
