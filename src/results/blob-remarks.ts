// What is remarked on the blobs of a repetition: how those ended that were no delivery, and what engines made of
// damaged ones.

import { enumerate } from '../model/wording.js';
import { percent } from './analysis/wording.js';
import type { RepetitionRecord } from './record.js';

/** Says nothing where every blob was accepted. */
export function blobEndsText({ blob_ends }: RepetitionRecord): readonly string[] {
  if (!blob_ends || blob_ends.counts.accepted === blob_ends.sent_count) return [];
  const { sent_count, counts, rejections } = blob_ends;
  const ends = [
    [counts.accepted, 'accepted'],
    [counts.rejected, `refused (${codesOf(rejections)})`],
    [counts.corrupted, 'damaged and taken all the same'],
    [counts.dropped, 'dropped'],
    [counts.discarded, 'on the way to an agent that crashed'],
    [counts.pending, 'still on the way at the end'],
  ] as const;
  const told = ends.flatMap(([count, end]) => (count > 0 ? [`${count} ${end}`] : []));
  return [`of ${sent_count} blobs ${enumerate(told)}`];
}

function codesOf(rejections: Readonly<Record<string, number>>): string {
  const codes = Object.entries(rejections).sort(([left], [right]) => (left < right ? -1 : 1));
  return codes.map(([code, count]) => `${count} ${code.replaceAll('_', ' ')}`).join(', ');
}

export function detectionText({ detection }: RepetitionRecord): readonly string[] {
  if (detection === null || detection.damaged_count === 0) return [];
  const { damaged_count, detected_count } = detection;
  const { changed_and_thrown_count: late, silently_changed_count: silent } = detection;
  const rate = percent(detected_count / damaged_count);
  return [
    [
      `without envelopes the engine detected ${detected_count} of ${damaged_count} damaged blobs (${rate})`,
      ...(late > 0 ? [`${late} of them only after its state had changed`] : []),
      ...(silent > 0 ? [`${silent} changed its state silently`] : []),
    ].join('; '),
  ];
}
