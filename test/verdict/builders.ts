// Small builders: histories as short lists, and the reading that a perfect strategy would give.

import { digestReading } from '../../src/model/digest.js';
import type { Json, JsonScalar } from '../../src/model/json.js';
import type {
  Author,
  Contender,
  Escalation,
  FieldReading,
  Reading,
} from '../../src/model/reading.js';
import type { AppendTextWrite, GrowSetWrite, ScalarWrite, Write } from '../../src/model/write.js';
import type { CheckResult, Finding } from '../../src/verdict/check.js';
import type { Contribution } from '../../src/verdict/contribution.js';
import type { Evidence, FinalState, RoundObservation } from '../../src/verdict/evidence.js';
import type { FieldHistory } from '../../src/verdict/field-history.js';
import type { Judgement } from '../../src/verdict/judge.js';
import { judge } from '../../src/verdict/judge.js';
import { Ledger } from '../../src/verdict/ledger.js';
import type { Expectation } from '../../src/verdict/oracle.js';
import { expectFrom } from '../../src/verdict/oracle.js';
import type { ViewExpectation } from '../../src/verdict/view-expectation.js';

/** A write of an agent and round that are known only from where it stands. */
export type Intent = (agent_id: string, op_id: number) => Write;

export function scalar(field: string, value: Json): Intent {
  return (agent_id, op_id): ScalarWrite => ({ agent_id, op_id, field, kind: 'scalar', value });
}

export function adds(field: string, ...value: JsonScalar[]): Intent {
  return (agent_id, op_id): GrowSetWrite => ({ agent_id, op_id, field, kind: 'grow_set', value });
}

export function appends(field: string, value: string): Intent {
  return (agent_id, op_id): AppendTextWrite => ({
    agent_id,
    op_id,
    field,
    kind: 'append_text',
    value,
  });
}

/** The intent, declared to follow these writes. */
export function after(
  intent: Intent,
  ...happens_after: readonly (readonly [string, number])[]
): Intent {
  return (agent_id, op_id) => ({ ...intent(agent_id, op_id), happens_after });
}

/** Rounds of `{ A: [intents], B: [intents] }`, each delivered to everyone. Op ids count from 0 per agent. */
export function ledgerOf(
  agents: readonly string[],
  ...rounds: readonly Readonly<Record<string, readonly Intent[]>>[]
): Ledger {
  const ledger = new Ledger(agents);
  const next = new Map(agents.map((agent) => [agent, 0]));
  rounds.forEach((intents, round) => {
    const writes = agents.map((agent) =>
      (intents[agent] ?? []).map((intent) => {
        const op_id = next.get(agent) ?? 0;
        next.set(agent, op_id + 1);
        return intent(agent, op_id);
      }),
    );
    ledger.issue(round, writes);
    ledger.deliver(round, { type: 'everyone_to_everyone' });
  });
  return ledger;
}

export function reading(
  fields: readonly FieldReading[],
  escalations: readonly Escalation[] = [],
): Reading {
  return { fields, escalations, model_calls: 0 };
}

/** A final state with honest digests. */
export function finalOf(held: Reading, ...agent_indexes: number[]): FinalState {
  return { reading: held, digests: digestReading(held), agent_indexes };
}

export function contender(write: Write): Contender {
  const { agent_id, op_id, kind, value } = write;
  return { agent_id, op_id, kind, value };
}

/** What a strategy that does everything right holds at the end, from the oracle's own expectation. */
export function perfectReading(ledger: Ledger): Reading {
  return readingAsExpected(expectFrom(ledger));
}

export function readingAsExpected({ histories: byField }: ViewExpectation): Reading {
  const histories = [...byField.values()];
  return reading(
    histories.map(perfectField),
    histories.filter((history) => history.inConflict()).map(perfectEscalation),
  );
}

function perfectEscalation(history: FieldHistory): Escalation {
  const contenders = history.contenders().map(contender);
  return { status: 'open', field: history.field, contenders };
}

export function perfectField(history: FieldHistory): FieldReading {
  const { field, kinds } = history;
  if (history.inConflict()) return { field, kind: 'escalated' };
  if (kinds.has('grow_set')) return perfectSet(history);
  if (kinds.has('append_text')) return perfectText(history);
  const heads = history.heads();
  const value = heads[0]?.write.value ?? null;
  return { field, kind: 'scalar', value, authors: heads.map(authorOf) };
}

function perfectSet({ field, elements }: FieldHistory): FieldReading {
  return {
    field,
    kind: 'grow_set',
    elements: [...elements.keys()].map((text) => JSON.parse(text) as JsonScalar),
    authors: [...elements.values()].map((adders) => adders.map(authorOf)),
  };
}

function perfectText({ field, fragments }: FieldHistory): FieldReading {
  const all = [...fragments.values()].flat();
  return {
    field,
    kind: 'append_text',
    text: all.map(({ text }) => text).join(''),
    spans: all.map((one) => ({ length: one.text.length, author: authorOf(one) })),
  };
}

function authorOf({ write }: Contribution): Author {
  return [write.agent_id, write.op_id];
}

/** What a strategy that surfaces every conflict shows at agent 0 after each round. */
export function perfectObservations({ changes }: Expectation): readonly RoundObservation[] {
  const standing = new Map<string, Escalation>();
  return changes.map((round_changes, round) => {
    for (const [field, conflict] of round_changes) {
      standing.delete(field);
      if (!conflict) continue;
      const contenders = conflict.contenders.map(contender);
      standing.set(field, { status: 'open', field, contenders });
    }
    return { round, agent_index: 0, escalations: [...standing.values()] };
  });
}

/** Evidence of a flawless run of that history; parts of it can be replaced. */
export function flawless(ledger: Ledger, changed: Partial<Evidence> = {}): Evidence {
  return {
    ledger,
    observations: perfectObservations(expectFrom(ledger)),
    finals: [finalOf(perfectReading(ledger), ...ledger.agents.keys())],
    attributes: true,
    ...changed,
  };
}

/** The two workloads of the comparison table, at two agents. */
export const CLEAN_MERGE = ledgerOf(['A', 'B'], {
  A: [
    scalar('title', 'Project Sync'),
    adds('tags', 'crdt', 'agents'),
    appends('notes', 'A: seeded the doc.'),
  ],
  B: [adds('tags', 'benchmark', 'loro'), appends('notes', 'B: added a note.')],
});
export const SEMANTIC_CONFLICT = ledgerOf(['A', 'B'], {
  A: [scalar('status', 'draft')],
  B: [scalar('status', 'published')],
});

/** The final reading of that history with some fields replaced, or taken out where there is none. */
export function withFields(
  ledger: Ledger,
  changed: Readonly<Record<string, FieldReading | undefined>>,
): Reading {
  const perfect = perfectReading(ledger);
  const fields = perfect.fields.flatMap((one) => {
    const other = one.field in changed ? changed[one.field] : one;
    return other ? [other] : [];
  });
  return { ...perfect, fields };
}

/** Evidence of a run that ends with that reading at every replica. */
export function endingWith(
  ledger: Ledger,
  held: Reading,
  changed: Partial<Evidence> = {},
): Evidence {
  return flawless(ledger, { finals: [finalOf(held, ...ledger.agents.keys())], ...changed });
}

/** What one check finds. */
export function findingOf(evidence: Evidence, check: string): Finding | undefined {
  return judge(evidence).findings.find((finding) => finding.check === check);
}

/** The survival finding, and the judgement's counts beside it, of a run that ends with those fields. */
export function survivalOf(
  ledger: Ledger,
  ...fields: readonly FieldReading[]
): Judgement & CheckResult {
  const changed = Object.fromEntries(fields.map((field) => [field.field, field]));
  const judged = judge(endingWith(ledger, withFields(ledger, changed)));
  const finding = judged.findings.find(({ check }) => check === 'survival');
  return { ...judged, ...(finding ?? { verdict: 'UNKNOWN', reasons: ['there is no such check'] }) };
}

/** A set and a text that name no authors. */
export function anonymousTags(...elements: readonly JsonScalar[]): FieldReading {
  return { field: 'tags', kind: 'grow_set', elements, authors: elements.map(() => []) };
}

export function anonymousNotes(text: string): FieldReading {
  return { field: 'notes', kind: 'append_text', text, spans: [] };
}
