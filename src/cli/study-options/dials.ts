// Dials of the workload `mixed` of which one would override the other.

import type { MixedOptions } from '../../workloads/workload.js';
import type { Choice } from './choice.js';
import type { CheckedSource } from './source.js';

type Dial = keyof MixedOptions;

/** What two shares of one whole may come to, and what adding decimals adds to it. */
const WHOLE = 1 + 1e-9;

/** @throws UserError (exit 64) for a dial that would not do what it says. */
export function refuseClashingDials({ sources, options }: Choice): void {
  const { conflict_share, mergeable_ratio } = options.mixed;
  const [shares] = sourcesOf(sources, ['mergeable_ratio', 'conflict_share']);
  if (shares && (conflict_share ?? 0) + (mergeable_ratio ?? 0) > WHOLE) {
    const other = shares.dial === 'mergeable_ratio' ? 'conflict_share' : 'mergeable_ratio';
    refuseDial(
      shares,
      (name) => `give less: with ${name(other)} ${String(options.mixed[other])} it is more than 1`,
    );
  }
  const [spread] = sourcesOf(sources, ['field_skew', 'hot_fields']);
  // Where hot fields win over a file's skew they replace it, which is what they are for.
  const [hot] = sourcesOf(sources, ['hot_fields']);
  if (hot && spread?.dial === 'field_skew') {
    refuseDial(spread, (name) => `leave it out: ${name('hot_fields')} replaces it`);
  }
}

interface DialSource {
  readonly source: CheckedSource['source'];
  readonly dial: Dial;
}

/** Where any of these dials is given, the source that wins first and in it the dial that is named first. */
function sourcesOf(
  sources: readonly CheckedSource[],
  dials: readonly Dial[],
): readonly DialSource[] {
  return sources.flatMap(({ source, options }) =>
    dials.flatMap((dial) => (options.mixed?.[dial] === undefined ? [] : [{ source, dial }])),
  );
}

function refuseDial(
  { source, dial }: DialSource,
  remedy: (name: (dial: Dial) => string) => string,
): never {
  const nameOf = (other: Dial) => source.nameOf('mixed', other);
  throw source.problem({ path: ['mixed', dial], part: 'value', remedy: remedy(nameOf) });
}
