// Judging one repetition of a stored study again. The journal says what the verdict was and by its checksums
// what it rests on; the evidence is judged as if the repetition had just ended, by the same judge.

import { canonicalJson } from '../../model/canonical.js';
import type { RepetitionRecord } from '../../results/record.js';
import type { JournalEntry } from '../../results/study/entry.js';
import type { Evidence } from '../../verdict/evidence.js';
import type { Judgement } from '../../verdict/judge.js';
import { judge } from '../../verdict/judge.js';
import { digestsOf } from '../finals.js';
import { differencesOf } from './differences.js';
import { readEvidence } from './read.js';
import { UNJUDGED } from './unjudged.js';

export interface Rejudged {
  readonly stored: RepetitionRecord;
  /** UNKNOWN, and nothing counted, where there is no evidence. */
  readonly again: Judgement;
  /** Null where the repetition left none: then nothing was judged again. */
  readonly evidence: Evidence | null;
  /** In what this judgement, or what it rests on, is not as stored. */
  readonly differences: readonly string[];
}

/** @throws UserError (exit 65) where the evidence cannot be relied on. */
export function rejudge(folder: string, entry: JournalEntry): Rejudged {
  const { record: stored, evidence: file } = entry;
  if (!file) return withoutEvidence(stored);
  const evidence = readEvidence({ folder, file, visit: visitOf(stored) });
  const again = judge(evidence);
  const differences = [...digestDifferences(entry, evidence), ...differencesOf(stored, again)];
  return { stored, again, evidence, differences };
}

/** The visit's name, as in the evidence. */
export function visitOf({ cell_id, repetition }: RepetitionRecord): string {
  return `${cell_id}#${repetition}`;
}

/** A record says what no evidence bears out: a repetition without a result has no verdict but UNKNOWN. */
function withoutEvidence(stored: RepetitionRecord): Rejudged {
  const missing = stored.status === 'ok' ? ['evidence: none is stored, and it has a result'] : [];
  const differences = [...missing, ...differencesOf(stored, UNJUDGED)];
  return { stored, again: UNJUDGED, evidence: null, differences };
}

function digestDifferences(entry: JournalEntry, { finals }: Evidence): readonly string[] {
  const [stored, found] = [entry.finals, digestsOf(finals)].map((digests) =>
    canonicalJson(digests.map(({ content, reading, replicas }) => [content, reading, replicas])),
  );
  return stored === found ? [] : ['finals: the evidence ends in other digests than the journal'];
}
