// A race in which nobody ever met anybody shows nothing about races: it is undecided, however clean it looks.

import { grouped } from '../../../model/wording.js';
import { callsOf, valueOf } from '../calls.js';
import { defineProperty } from '../examination.js';

export const contention = defineProperty({
  name: 'contention',
  summary: 'workers did meet: leases were asked for that others held',
  cases: 'contended attempts',
  examine: (history) => {
    const claims = callsOf(history, 'tryClaimLease', 'reclaimLease');
    const busy = claims.filter((seen) => valueOf(seen)?.type === 'busy');
    return {
      examined: busy.length,
      violations: [],
      note: `${grouped(claims.length)} leases asked for`,
    };
  },
});
