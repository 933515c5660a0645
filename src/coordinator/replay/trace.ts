// A history as lines of JSON, one per event, to be searched with grep and compared with diff. Two histories
// have the same trace only if they are the same.

import type { Undelivered } from '../../model/blob-end.js';
import type { LedgerEntries } from '../../verdict/ledger-entries.js';
import type { Step } from './steps.js';
import { stepsOf } from './steps.js';
import type { TraceLine } from './strays.js';
import { Strays } from './strays.js';

/** JSON objects, one a line without its end, each with its `event`; agents by their ids, which come first. */
export function* traceLines(
  entries: LedgerEntries,
  undelivered: readonly Undelivered[] = [],
): Generator<string, void> {
  const { agents } = entries;
  const strays = new Strays(undelivered, agents);
  yield JSON.stringify({ event: 'agents', agents });
  for (const step of stepsOf(entries)) {
    const [own, lost] = [linesOf(step, agents), strays.linesAt(step)];
    // What a pass brought and what it did not stand together; what a race lost, before the end of its round.
    const lines = step.type === 'round_ends' ? [...lost, ...own] : [...own, ...lost];
    for (const line of lines) yield JSON.stringify(line);
  }
}

/** All {@link traceLines} of a history. */
export function traceOf(
  entries: LedgerEntries,
  undelivered: readonly Undelivered[] = [],
): readonly string[] {
  return [...traceLines(entries, undelivered)];
}

/** A pass has a line of its own, so that one in which nothing arrived shows too. */
function linesOf(step: Step, agents: readonly string[]): readonly TraceLine[] {
  const { round } = step;
  const name = (index: number): string => agents[index] ?? '';
  switch (step.type) {
    case 'write': {
      const { op_id, field, kind, value, happens_after } = step.write;
      const declared = happens_after === undefined ? {} : { happens_after };
      const agent = name(step.agent_index);
      return [{ round, event: 'write', agent, op_id, field, kind, value, ...declared }];
    }
    case 'everyone':
      return [{ round, event: 'everyone_receives_from_everyone', pass: step.pass }];
    case 'pass':
      return [
        { round, event: 'pass', pass: step.pass, accepted: step.arrivals.length },
        ...step.arrivals.map(({ sender, receiver, exported }) => {
          const [agent, from] = [name(receiver), name(sender)];
          return { round, event: 'accept', pass: step.pass, agent, from, exported };
        }),
      ];
    case 'restart': {
      const { exported, identity } = step;
      return [{ round, event: 'restart', agent: name(step.agent_index), exported, identity }];
    }
    case 'race_begins':
    case 'round_ends':
      return [{ round, event: step.type }];
    case 'race_export':
      return [{ round, event: 'race_export', agent: name(step.agent_index), blob: step.blob }];
    case 'race_accept': {
      const [agent, from] = [name(step.agent_index), name(step.sender)];
      return [{ round, event: 'race_accept', agent, from, blob: step.blob }];
    }
  }
}
