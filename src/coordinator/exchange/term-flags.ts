// The flags that ask for these terms, where they are not the usual ones.

import type { ExchangeTerms } from './terms.js';
import { PLAIN_TERMS } from './terms.js';

export function termFlags(terms: ExchangeTerms): readonly (readonly [string, string])[] {
  const { blob_scope, fan_out, envelope, max_heal_passes, staleness_passes, load } = terms;
  const flags = [
    ['blobs', blob_scope, PLAIN_TERMS.blob_scope],
    ['fan-out', String(fan_out), String(PLAIN_TERMS.fan_out)],
    ['envelope', envelope, PLAIN_TERMS.envelope],
    ['max-heal-rounds', String(max_heal_passes), String(PLAIN_TERMS.max_heal_passes)],
    ['staleness', String(staleness_passes), String(PLAIN_TERMS.staleness_passes)],
    ...(load.type === 'closed'
      ? []
      : [
          ['rate', String(load.writes_per_second), ''] as const,
          ['arrivals', load.arrivals, ''] as const,
        ]),
  ] as const;
  return flags.filter(([, value, usual]) => value !== usual).map(([flag, value]) => [flag, value]);
}
