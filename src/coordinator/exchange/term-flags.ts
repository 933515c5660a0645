// The flags that ask for these terms, where they are not the usual ones.

import type { Topology } from '../topologies/topology.js';
import type { ExchangeTerms } from './terms.js';
import { PLAIN_TERMS } from './terms.js';

/** A fan-out that the topology does not use would be refused. */
export function termFlags(
  terms: ExchangeTerms,
  topology: Pick<Topology, 'uses_fan_out'> | undefined,
): readonly (readonly [string, string])[] {
  const { blob_scope, fan_out, envelope, max_heal_passes, staleness_passes, load } = terms;
  const flags = [
    ['blobs', blob_scope, PLAIN_TERMS.blob_scope],
    ...(topology?.uses_fan_out
      ? [['fan-out', String(fan_out), String(PLAIN_TERMS.fan_out)] as const]
      : []),
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
