// YAML 1.2 (and so JSON) to plain data, and no more than that: one document, the core schema, string keys,
// plain decimal numbers; no tags, no merge keys, no directives. The only file that knows the yaml package.

import type { Document, Node, Pair, YAMLError } from 'yaml';
import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import { printable, quoted } from '../../model/quote.js';
import type { Located, LocatedPart } from './located.js';
import { TextFault } from './located.js';

/** Far above any study; below what aliases of aliases unfold to. */
const MAX_VALUES = 20_000;
const MAX_DEPTH = 16;
const NO_TAGS = 'leave out the tag: plain values are enough';
const TOO_DEEP = 'it is nested too deeply';

/** @throws TextFault for the first thing that is not plain data. */
export function parseYaml(text: string): Located {
  const document = parsedDocument(text);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw faultOf(problem);
  if (document.directives.yaml.explicit) throw new TextFault(0, 'leave out the %YAML line');
  if (document.contents === null) {
    throw new TextFault(0, 'it is empty: describe a study, as in agents: [2, 4]');
  }
  return new Conversion(document).convert(document.contents, 0);
}

function parsedDocument(text: string): Document.Parsed {
  try {
    return parseDocument(text, {
      version: '1.2',
      schema: 'core',
      resolveKnownTags: false,
      merge: false,
      // Checked below, in one pass; the package compares every key with every other.
      uniqueKeys: false,
      strict: true,
      prettyErrors: false,
      // With 'silent' it would take the first of several documents without a word.
      logLevel: 'error',
    });
  } catch (thrown) {
    // The parser calls itself for each level of nesting.
    if (thrown instanceof RangeError) throw new TextFault(0, TOO_DEEP);
    throw thrown;
  }
}

const REMEDIES: Partial<Record<YAMLError['code'], string>> = {
  MULTIPLE_DOCS: 'keep one document: remove what begins at this ---',
  TAB_AS_INDENT: 'indent with spaces, not with tabs',
  TAG_RESOLVE_FAILED: NO_TAGS,
  RESOURCE_EXHAUSTION: TOO_DEEP,
};

function faultOf({ code, message, pos: [offset] }: YAMLError): TextFault {
  const said = message.split('\n')[0] ?? message;
  return new TextFault(offset, REMEDIES[code] ?? printable(said));
}

/** The nodes of one document as data; an alias is the data it stands for, placed where the alias stands. */
class Conversion {
  readonly #document: Document.Parsed;
  #values = 0;

  constructor(document: Document.Parsed) {
    this.#document = document;
  }

  convert(node: Node, depth: number): Located {
    const offset = offsetOf(node);
    this.#values += 1;
    if (this.#values > MAX_VALUES) {
      throw new TextFault(offset, `it holds more than ${MAX_VALUES} values, aliases included`);
    }
    if (depth > MAX_DEPTH) throw new TextFault(offset, TOO_DEEP);
    if (isAlias(node)) return this.#target(node.resolve(this.#document), offset, depth);
    if (node.tag !== undefined) {
      throw new TextFault(offset, NO_TAGS);
    }
    if (isScalar(node)) return { value: scalarValue(node, offset), offset, parts: new Map() };
    if (isSeq(node)) return this.#list(node.items, offset, depth);
    if (isMap(node)) return this.#mapping(node.items, offset, depth);
    throw new TextFault(offset, 'give a plain value, a list or a mapping');
  }

  #target(node: Node | undefined, offset: number, depth: number): Located {
    if (!node) throw new TextFault(offset, 'this alias stands for nothing');
    return { ...this.convert(node, depth + 1), offset };
  }

  #list(items: readonly unknown[], offset: number, depth: number): Located {
    const parts = new Map<number, LocatedPart>();
    for (const [index, item] of items.entries()) {
      if (isPair(item)) throw new TextFault(offset, 'write entries of a list as plain values');
      const located = this.convert(item as Node, depth + 1);
      parts.set(index, { key_offset: located.offset, located });
    }
    return { value: [...parts.values()].map(({ located }) => located.value), offset, parts };
  }

  #mapping(pairs: readonly Pair[], offset: number, depth: number): Located {
    const parts = new Map<string, LocatedPart>();
    for (const { key, value } of pairs) {
      const [name, key_offset] = keyOf(key, offset);
      if (parts.has(name)) throw new TextFault(key_offset, `${quoted(name)}: give it once`);
      const missing: Located = { value: null, offset: key_offset, parts: new Map() };
      const located = value === null ? missing : this.convert(value as Node, depth + 1);
      parts.set(name, { key_offset, located });
    }
    const entries = [...parts].map(([name, { located }]) => [name, located.value] as const);
    return { value: Object.fromEntries(entries), offset, parts };
  }
}

function keyOf(key: unknown, offset: number): readonly [name: string, offset: number] {
  if (!isScalar(key) || typeof key.value !== 'string' || key.tag !== undefined) {
    const place = typeof key === 'object' && key !== null ? offsetOf(key as Node) : offset;
    throw new TextFault(place, 'write keys as plain words');
  }
  // As a key of an object it would be its prototype.
  if (key.value === '__proto__') throw new TextFault(offsetOf(key), 'unknown key "__proto__"');
  return [key.value, offsetOf(key)];
}

/** `010` is 8 to some readers and 10 to others, `1e3` and `0x10` are not what flags take. */
function scalarValue(
  { value, source }: { value: unknown; source?: string },
  offset: number,
): unknown {
  if (typeof value === 'number' && !/^[+-]?((0|[1-9]\d*)(\.\d*)?|\.\d+)$/.test(source ?? '')) {
    throw new TextFault(
      offset,
      `${quoted(source ?? '')}: write numbers in plain decimals, as in 10`,
    );
  }
  return value;
}

function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
