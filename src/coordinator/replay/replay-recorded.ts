// A recorded history replayed and judged, beside what the repetition left: does it fail again, and do replicas
// end as they did?

import type { Model } from '../../strategies/model.js';
import type { Strategy } from '../../strategies/strategy.js';
import type { ExitCode } from '../../model/problem.js';
import { EXIT } from '../../model/problem.js';
import type { Evidence, FinalState } from '../../verdict/evidence.js';
import type { Judgement } from '../../verdict/judge.js';
import { STATE_CHECKS } from '../../verdict/checks/registry.js';
import { judge } from '../../verdict/judge.js';
import { explain, listenForPanics } from '../../workers/panics.js';
import { asRecorded } from './observers.js';
import type { RecordedHistory, ReplayTerms } from './recorded-history.js';
import type { ReplayOptions } from './replay.js';
import { replayHistory } from './replay.js';
import type { Reproduction } from './reproduction.js';
import { isLost, reproductionOf } from './reproduction.js';

export interface Replayed {
  readonly type: 'replayed';
  readonly evidence: Evidence;
  /** By the checks that a replay can be asked. */
  readonly judgement: Judgement;
  /** What was stored, judged again. */
  readonly recorded: Judgement;
  readonly reproduction: Reproduction;
  /** The agents whose replicas end with another content than they did; in order. */
  readonly differing: readonly string[];
}

/** The strategy threw: then it is judged by what had happened until the repetition ended. */
export interface Broken {
  readonly type: 'broken';
  readonly reason: string;
  readonly judgement: Judgement;
  readonly recorded: Judgement;
  readonly reproduction: Reproduction;
}

/** The repetition broke in what came after the last that was recorded, so the replay has no end to be held to. */
export interface Outlived {
  readonly type: 'outlived';
  readonly recorded: Judgement;
  readonly reproduction: Reproduction;
}

export type ReplayEnd = Replayed | Broken | Outlived;

export interface LoadedStrategy {
  readonly strategy: Strategy;
  readonly model: Model;
}

/** Never throws: what a strategy throws is how the replay ended. */
export async function replayRecorded(
  { evidence: stored, terms }: RecordedHistory,
  loaded: LoadedStrategy,
): Promise<ReplayEnd> {
  const recorded = judge(stored);
  const panics = listenForPanics();
  try {
    const observers = asRecorded(stored.observations);
    const options = { ...optionsOf(terms, loaded.model), observers };
    const replayed = await replayHistory(stored.ledger.entries(), loaded.strategy, options);
    if (stored.broken) return outlived(stored, recorded);
    const evidence = { ...stored, ...replayed, attributes: stored.attributes };
    const judgement = judge(evidence, STATE_CHECKS);
    const differing = differingAgents(stored, evidence);
    const reproduction = reproductionOf(recorded.findings, judgement.findings, stored);
    return { type: 'replayed', evidence, judgement, recorded, reproduction, differing };
  } catch (thrown) {
    const reason = explain(thrown, panics.heard());
    const broken = { ...stored, finals: [], broken: { phase: 'replay', reason } };
    const judgement = judge(broken, STATE_CHECKS);
    const reproduction = reproductionOf(recorded.findings, judgement.findings, stored);
    return { type: 'broken', reason, judgement, recorded, reproduction };
  } finally {
    panics.close();
  }
}

function outlived(stored: Evidence, recorded: Judgement): Outlived {
  return {
    type: 'outlived',
    recorded,
    reproduction: reproductionOf(recorded.findings, [], stored),
  };
}

export function optionsOf(terms: ReplayTerms, model: Model): ReplayOptions {
  const { seed, style, blob_scope, clocks_ahead } = terms;
  return { seed, style, blob_scope, model, clocks_ahead: new Map(clocks_ahead) };
}

/**
 * A failure that is not expected, or replicas that end otherwise under the same version, are failed checks;
 * what broke, is undecided, or does not show in the replay is undecided.
 */
export function exitCodeOfReplay(
  replayed: ReplayEnd,
  { expectation, strategy_version }: ReplayTerms,
  { version }: Strategy,
): ExitCode {
  if (replayed.type === 'outlived' || isLost(replayed.reproduction)) return EXIT.undecided;
  const { judgement, recorded, reproduction } = replayed;
  if (judgement.verdict === 'FAIL' && expectation !== 'fail') return EXIT.check_failed;
  if (replayed.type === 'broken') return EXIT.undecided;
  const { differing } = replayed;
  if (differing.length > 0) {
    const alike = version === strategy_version && reproduction.raw_blobs === 0;
    return alike ? EXIT.check_failed : EXIT.undecided;
  }
  const undecided = judgement.verdict === 'UNKNOWN' || judgement.verdict !== recorded.verdict;
  return undecided ? EXIT.undecided : EXIT.ok;
}

function differingAgents(stored: Evidence, replayed: Evidence): readonly string[] {
  const [before, after] = [contentsOf(stored.finals), contentsOf(replayed.finals)];
  return stored.ledger.agents.filter((_, index) => before.get(index) !== after.get(index));
}

/** By agent index. */
function contentsOf(finals: readonly FinalState[]): ReadonlyMap<number, string> {
  return new Map(
    finals.flatMap(({ digests, agent_indexes }) =>
      agent_indexes.map((index) => [index, digests.content] as const),
    ),
  );
}
