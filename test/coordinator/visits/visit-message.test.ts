import { describe, expect, it } from 'vitest';
import type { Visit } from '../../../src/coordinator/plan.js';
import { visitsOf } from '../../../src/coordinator/plan.js';
import { cellIdOf } from '../../../src/coordinator/study.js';
import { acceptMessage, MessageError } from '../../../src/coordinator/visits/visit-message.js';
import { EXIT } from '../../../src/model/problem.js';
import { buildRecord } from '../../results/build-record.js';
import { buildConfiguration } from '../../support/study.js';

const [VISIT] = visitsOf(buildConfiguration()) as Iterable<Visit> as [Visit];
const RECORD = buildRecord({ cell_id: cellIdOf(VISIT.cell), repetition: VISIT.repetition });
const ENTRY = { record: RECORD, finals: [], evidence: null, blobs: null, stderr_tail: null };
const SIZE = { agents: 2, rounds: 1, writes_per_agent: 3, writes: 6, fields: 3, later_turns: 0 };
const PARTS = { what: 'a', where: 'b', remedy: 'c' };

describe('a message', () => {
  it.each([
    { type: 'starts', size: SIZE, threads: 2 },
    { type: 'starts', size: { ...SIZE, writes_per_agent: null }, threads: 2 },
    { type: 'finished', entry: ENTRY },
    { type: 'unusable', exit_code: EXIT.plugin, parts: PARTS },
  ])('of ours is accepted: %j', (message) => {
    expect(acceptMessage(message, VISIT)).toEqual(message);
  });

  it.each([
    ['nothing', undefined],
    ['no object', 'finished'],
    ['of an unknown type', { type: 'hello' }],
    ['without its members', { type: 'starts', threads: 2 }],
    ['with members of others', { type: 'starts', size: SIZE, threads: 2, entry: ENTRY }],
    ['with an impossible size', { type: 'starts', size: { ...SIZE, agents: -1 }, threads: 2 }],
    ['with an unknown exit code', { type: 'unusable', exit_code: 42, parts: PARTS }],
    ['with an entry that is none', { type: 'finished', entry: null }],
    ['with a number that is none', finished({ wall_ns: Number.NaN })],
    ['with a record of a cell that was not asked for', finished({ cell_id: 'another' })],
    ['with a record of another repetition', finished({ repetition: 5 })],
    [
      'with a file outside the folder',
      { type: 'finished', entry: { ...ENTRY, evidence: stored('../x') } },
    ],
  ])('that is %s is refused', (_, value) => {
    expect(() => acceptMessage(value, VISIT)).toThrow(MessageError);
  });

  it('that is refused for its record says which column', () => {
    expect(() => acceptMessage(finished({ messages: -1 }), VISIT)).toThrow('record.messages');
  });
});

function finished(changes: Partial<typeof RECORD>) {
  return { type: 'finished', entry: { ...ENTRY, record: { ...RECORD, ...changes } } };
}

function stored(path: string) {
  return { path, bytes: 1, sha256: 'a'.repeat(64) };
}
