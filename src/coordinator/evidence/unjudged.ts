// The judgement of a repetition that left nothing to judge.

import type { Judgement } from '../../verdict/judge.js';
import { UNMEASURED } from '../unmeasured.js';

export const UNJUDGED: Judgement = {
  verdict: UNMEASURED.verdict,
  outcome: UNMEASURED.outcome,
  converged: UNMEASURED.converged,
  writes_issued: UNMEASURED.writes_issued,
  contributions_issued: UNMEASURED.contributions_issued,
  contributions_survived: UNMEASURED.contributions_survived,
  writes_lost: UNMEASURED.writes_lost,
  writes_duplicated: UNMEASURED.writes_duplicated,
  writes_phantom: UNMEASURED.writes_phantom,
  writes_arbitrated: UNMEASURED.writes_arbitrated,
  writes_superseded: UNMEASURED.writes_superseded,
  writes_not_delivered: UNMEASURED.writes_not_delivered,
  writes_unacknowledged: UNMEASURED.writes_unacknowledged,
  writes_rejected: UNMEASURED.writes_rejected,
  writes_concurrent: UNMEASURED.writes_concurrent,
  writes_conflicting: UNMEASURED.writes_conflicting,
  conflict_share: UNMEASURED.conflict_share,
  escalations: UNMEASURED.escalations,
  escalations_expected: UNMEASURED.escalations_expected,
  escalations_missed: UNMEASURED.escalations_missed,
  escalations_spurious: UNMEASURED.escalations_spurious,
  attribution_complete: UNMEASURED.attribution_complete,
  attribution_precision: UNMEASURED.attribution_precision,
  attribution_recall: UNMEASURED.attribution_recall,
  findings: UNMEASURED.findings,
  contended: UNMEASURED.contended,
  fates: UNMEASURED.fates,
};
