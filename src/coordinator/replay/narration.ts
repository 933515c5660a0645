// A history in sentences, one per event, for people: what a shrunk failure is read as.

import { printable, quoted } from '../../model/quote.js';
import type { Write } from '../../model/write.js';
import type { LedgerEntries } from '../../verdict/ledger-entries.js';
import type { Step } from './steps.js';
import { stepsOf } from './steps.js';

const MAX_VALUE_CHARACTERS = 80;

/** Printable on any terminal. Rounds are not told of: the order says it all. */
export function narrate(entries: LedgerEntries): readonly string[] {
  const names = entries.agents.map(printable);
  return [...stepsOf(entries)].flatMap((step) => sentencesOf(step, names));
}

function sentencesOf(step: Step, agents: readonly string[]): readonly string[] {
  const name = (index: number): string => agents[index] ?? '';
  switch (step.type) {
    case 'write':
      return [`${name(step.agent_index)} ${deedOf(step.write)}`];
    case 'everyone':
      return [`everyone receives everyone's blob of pass ${step.pass}`];
    case 'pass':
      return step.arrivals.map(({ sender, receiver, exported }) => {
        return `${name(receiver)} receives ${name(sender)}'s blob of pass ${exported}${late(step.pass, exported)}`;
      });
    case 'restart': {
      const { agent_index, exported, identity } = step;
      const start = exported === null ? 'with nothing' : `from its own blob of pass ${exported}`;
      const who = identity === 'fresh' ? 'a fresh identity' : 'its old identity';
      return [`${name(agent_index)} restarts ${start}, under ${who}`];
    }
    case 'race_export':
      return [`${name(step.agent_index)} exports blob ${step.blob}`];
    case 'race_accept':
      return [`${name(step.agent_index)} receives ${name(step.sender)}'s blob ${step.blob}`];
    case 'race_begins':
    case 'round_ends':
      return [];
  }
}

function late(pass: number, exported: number): string {
  return pass === exported ? '' : ` in pass ${pass}`;
}

function deedOf({ field, kind, value }: Write): string {
  const name = printable(field);
  const text = spelled(value);
  switch (kind) {
    case 'scalar':
      return `writes scalar ${name} = ${text}`;
    case 'grow_set':
      return `adds ${text} to grow_set ${name}`;
    case 'append_text':
      return `appends ${text} to append_text ${name}`;
  }
}

function spelled(value: Write['value']): string {
  if (typeof value === 'string') return quoted(value, MAX_VALUE_CHARACTERS);
  const text = JSON.stringify(value);
  const cut = text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}…` : text;
  return printable(cut);
}
