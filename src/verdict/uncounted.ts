// The counts of a repetition of which nothing could be counted: it ended without final readings.

import type { Counts } from './judgement.js';

export const UNCOUNTED: Counts = {
  converged: null,
  writes_issued: null,
  contributions_issued: null,
  contributions_survived: null,
  writes_lost: null,
  writes_duplicated: null,
  writes_phantom: null,
  writes_arbitrated: null,
  writes_superseded: null,
  writes_not_delivered: null,
  writes_unacknowledged: null,
  writes_rejected: null,
  writes_concurrent: null,
  writes_conflicting: null,
  conflict_share: null,
  escalations: null,
  escalations_expected: null,
  escalations_missed: null,
  escalations_spurious: null,
  attribution_complete: null,
  attribution_precision: null,
  attribution_recall: null,
  fates: null,
  contended: null,
};
