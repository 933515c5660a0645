// How fields, heads and additions are spelled in the engine, and read back from bytes that nobody vouches for:
// what is not spelled so is nobody's write and left out, at every store alike.
//
// A field is `v` and its path as JSON; its list is `l`, epoch and path, its text `t`, epoch and path. An author
// is `agent@replica.number`, the number counting the fields of one write: the engine keeps values by author and
// operation, and one write of a store is one operation on many fields.

import type { Json } from '../../model/json.js';
import type { AttributedHead, PlainMap } from '../../strategies/crdt/layout.js';
import { encodeAddition, encodeHead } from '../../strategies/crdt/layout.js';
import { dotKey } from '../../model/write.js';
import { DEEPEST, isList } from '../json-value.js';
import type { Path, StoreAuthor } from '../key-terms.js';
import type { PlacedTag } from './tag.js';
import { decodeTag, encodeTag, isCount } from './tag.js';

export interface StoredHead extends PlacedTag {
  readonly key: string;
  readonly path: Path;
  readonly author: StoreAuthor;
}

/** `elements` added to a list, or a `fragment` to a text. */
export type Addition = {
  readonly path: Path;
  readonly epoch: number;
  readonly author: StoreAuthor;
} & (
  | { readonly type: 'list'; readonly elements: readonly Json[] }
  | { readonly type: 'text'; readonly fragment: string }
);

export function headKey({ agent_id, op_id, replica_id }: StoreAuthor, number: number): string {
  return dotKey(`${spellAgent(agent_id)}@${replica_id}.${number}`, op_id);
}

export function spellHead(path: Path, op_id: number, placed: PlacedTag): string {
  const head: Pick<AttributedHead, 'op_id' | 'value' | 'after'> = {
    op_id,
    value: encodeTag(placed),
    after: [],
  };
  return encodeHead(`v${JSON.stringify(path)}`, head);
}

export function spellAddition(addition: Addition): string {
  const { path, epoch, author } = addition;
  const field = `${addition.type === 'list' ? 'l' : 't'}${epoch}${JSON.stringify(path)}`;
  const agent_id = `${author.agent_id}@${author.replica_id}`;
  const dot = { field, agent_id, op_id: author.op_id };
  if (addition.type === 'text')
    return encodeAddition({ ...dot, kind: 'append_text', value: addition.fragment });
  const value = addition.elements.map((element) => JSON.stringify(element));
  return encodeAddition({ ...dot, kind: 'grow_set', value });
}

/** In the order of their keys, so that nothing rests on how the engine lists them. */
export function readStoredHeads(heads: PlainMap): readonly StoredHead[] {
  return Object.keys(heads)
    .sort()
    .flatMap((key) => readHead(key, parse(heads[key])) ?? []);
}

function readHead(key: string, tuple: unknown): StoredHead | null {
  const [field, op_id, value] = isList(tuple as Json) ? (tuple as readonly Json[]) : [];
  const placed = value === undefined ? null : decodeTag(value);
  const author = readHeadAuthor(key, op_id);
  const name = readName(field);
  return placed && author && name?.type === 'v'
    ? { key, path: name.path, author, ...placed }
    : null;
}

export function readStoredAdditions(additions: readonly string[]): readonly Addition[] {
  return additions.flatMap((text) => readAddition(parse(text)) ?? []);
}

function readAddition(tuple: unknown): Addition | null {
  const [field, agent, op_id, added] = isList(tuple as Json) ? (tuple as readonly Json[]) : [];
  const author = readAuthor(agent, op_id);
  const name = readName(field);
  if (!author || !name) return null;
  const { path, epoch } = name;
  if (name.type === 't' && typeof added === 'string')
    return { type: 'text', path, epoch, author, fragment: added };
  if (name.type !== 'l' || !isList(added)) return null;
  const elements = added.map(parse);
  if (elements.includes(undefined)) return null;
  return { type: 'list', path, epoch, author, elements: elements as readonly Json[] };
}

interface Name {
  readonly type: string;
  readonly epoch: number;
  readonly path: Path;
}

function readName(field: unknown): Name | null {
  const [, type, epoch = '', path = ''] =
    typeof field === 'string' ? (/^([vlt])(\d*)(\[.*\])$/s.exec(field) ?? []) : [];
  const names = parse(path);
  if (type === undefined || !Array.isArray(names) || names.length > DEEPEST) return null;
  const count = Number(epoch);
  if (!isCount(count) || !names.every((name) => typeof name === 'string')) return null;
  return { type, epoch: count, path: names };
}

/** The engine's keys are UTF-8, which has no lone surrogates: they are escaped, as in all other text. */
function spellAgent(agent_id: string): string {
  return JSON.stringify(agent_id).slice(1, -1);
}

function readHeadAuthor(key: string, op_id: unknown): StoreAuthor | null {
  const author = readAuthor(key.slice(key.indexOf(' ') + 1).replace(/\.\d+$/, ''), op_id);
  if (author === null) return null;
  const agent_id = parse(`"${author.agent_id}"`);
  return typeof agent_id === 'string' ? { ...author, agent_id } : null;
}

function readAuthor(agent: unknown, op_id: unknown): StoreAuthor | null {
  if (typeof agent !== 'string' || !isCount(op_id)) return null;
  const at = agent.lastIndexOf('@');
  if (at < 0) return null;
  return { agent_id: agent.slice(0, at), op_id, replica_id: agent.slice(at + 1) };
}

/** Undefined where it is no JSON text. */
function parse(text: unknown): unknown {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}
