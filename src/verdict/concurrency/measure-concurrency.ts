// How many writes were concurrent, and how many of them in real conflict.

import type { Concurrency } from '../../model/concurrency.js';
import type { TracedField } from './traced-write.js';

export function measureConcurrency(fields: readonly TracedField[]): Concurrency {
  const standings = fields.flatMap(({ writes }) => writes.map(({ standing }) => standing));
  const conflicting_writes = standings.filter((standing) => standing === 'conflicting').length;
  const mergeable_writes = standings.filter((standing) => standing === 'concurrent').length;
  return {
    writes: standings.length,
    concurrent_writes: conflicting_writes + mergeable_writes,
    mergeable_writes,
    conflicting_writes,
  };
}
