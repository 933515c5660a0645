// A mix of faults as text: `drop=10%,partition=halves@2-5`, `none`, or `swarm`. Reading it never throws,
// whatever the text; what a mix does to a repetition is the plan's.

import { DRAWN_FAULTS } from '../../model/drawn-faults.js';
import { nameRemedy } from '../../model/nearest.js';
import { quoted } from '../../model/quote.js';
import { bad } from './arguments/argument.js';
import type { Bad, Fault } from './fault.js';
import { FAULT_NAMES, findFaultKind } from './registry.js';

/** Faults that strike together. Equal mixes have equal texts, and a text reads back as its mix. */
export interface ListedFaults {
  readonly type: 'listed';
  readonly text: string;
  /** In the order asked for, none twice; none where nothing is to strike. */
  readonly faults: readonly Fault[];
}

/** A mix that each repetition draws from its seed. */
export interface Swarm {
  readonly type: 'swarm';
  readonly text: typeof DRAWN_FAULTS;
}

export type FaultMix = ListedFaults | Swarm;

export type ParsedMix = { readonly type: 'mix'; readonly mix: FaultMix } | Bad;

export const NO_FAULT_MIX: ListedFaults = { type: 'listed', text: 'none', faults: [] };
export const SWARM_MIX: Swarm = { type: 'swarm', text: DRAWN_FAULTS };

const MIX_CHARS_MAX = 500;
const MIX_FAULTS_MAX = 16;

/** What stands for a whole mix. */
const WHOLE_MIXES: readonly FaultMix[] = [NO_FAULT_MIX, SWARM_MIX];

/** Spaces around faults do not matter. */
export function parseMix(text: string): ParsedMix {
  if (text.length > MIX_CHARS_MAX) {
    return bad('too long', `give ${MIX_CHARS_MAX} characters at most`);
  }
  const whole = WHOLE_MIXES.find((mix) => mix.text === text.trim());
  if (whole) return { type: 'mix', mix: whole };
  return parseList(text.split(',').map((entry) => entry.trim()));
}

/** The mix of these faults. */
export function mixOfFaults(faults: readonly Fault[]): ListedFaults {
  if (faults.length === 0) return NO_FAULT_MIX;
  return { type: 'listed', text: faults.map((fault) => fault.text).join(','), faults };
}

function parseList(entries: readonly string[]): ParsedMix {
  if (entries.length > MIX_FAULTS_MAX) {
    return bad(`${entries.length} faults`, `give ${MIX_FAULTS_MAX} at most`);
  }
  const faults: Fault[] = [];
  for (const entry of entries) {
    const read = parseFault(entry);
    if (read.type === 'bad') return read;
    faults.push(read.fault);
  }
  return refuseTogether(faults) ?? { type: 'mix', mix: mixOfFaults(faults) };
}

function parseFault(entry: string): { readonly type: 'fault'; readonly fault: Fault } | Bad {
  const [name = '', ...values] = entry.split('=');
  const kind = findFaultKind(name);
  if (kind === undefined) return refuseName(entry, name);
  if (values.length === 0) return bad(`${name} has no value`, `write it as in ${kind.example}`);
  return kind.read(values.join('=').split(/:|(?=@)/));
}

function refuseName(entry: string, name: string): Bad {
  if (entry === '') return bad('a fault is missing', 'write none, swarm, or faults as in drop=10%');
  if (WHOLE_MIXES.some((mix) => mix.text === name)) {
    return bad(`${name} is a whole mix`, `write ${name} alone, or leave it out`);
  }
  const names = [...FAULT_NAMES, ...WHOLE_MIXES.map((mix) => mix.text)];
  return bad(`${quoted(name)} is no fault`, nameRemedy(name, names));
}

function refuseTogether(faults: readonly Fault[]): Bad | null {
  const texts = faults.map(({ text }) => text);
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  if (twice !== undefined) return bad(`${twice} stands there twice`, 'give it once');
  if (faults.filter(({ effect }) => effect === 'contested').length > 1) {
    return bad('clocks are skewed twice', 'skew them once, so that it is known what it did');
  }
  return null;
}
