// What stores on one channel say to each other, and how it is spelled in bytes.

import type { WireReader } from '../strategies/wire.js';
import { WireWriter } from '../strategies/wire.js';
import { decodeBundle, encodeBundle, whole } from './bundle.js';
import { damagedUpdates, open, seal } from './sealed.js';
import { readText, readVersion, writeText, writeVersion } from './store-wire.js';
import type { Bundle, StoreVersion } from './store-updates.js';

/** `from` and `to` are replica ids: a channel may join any number of stores. */
export type ChannelMessage =
  /** This is what I hold: who lacks some of it, ask; and tell me what you hold. */
  | (Told<'hello'> & { readonly round: number; readonly version: StoreVersion })
  /** The answer to a hello. */
  | (Told<'have'> & {
      readonly to: string;
      readonly round: number;
      readonly version: StoreVersion;
    })
  /** Send me what you hold beyond this. */
  | (Told<'want'> & { readonly to: string; readonly version: StoreVersion })
  /** News, or the answer to a want; whoever lacks it may take it. */
  | (Told<'share'> & { readonly bundle: Bundle })
  /** I am leaving. */
  | Told<'bye'>;

interface Told<Kind extends string> {
  readonly kind: Kind;
  readonly from: string;
}

type Reader = (from: string, reader: WireReader) => ChannelMessage;

const READERS: Readonly<Record<ChannelMessage['kind'], Reader>> = {
  hello: (from, reader) => ({
    kind: 'hello',
    from,
    round: reader.count(),
    version: readVersion(reader),
  }),
  have: (from, reader) => ({
    kind: 'have',
    from,
    to: readText(reader),
    round: reader.count(),
    version: readVersion(reader),
  }),
  want: (from, reader) => ({
    kind: 'want',
    from,
    to: readText(reader),
    version: readVersion(reader),
  }),
  share: (from, reader) => ({ kind: 'share', from, bundle: decodeBundle(reader.sized()) }),
  bye: (from) => ({ kind: 'bye', from }),
};

export function encodeMessage(message: ChannelMessage): Uint8Array {
  const writer = new WireWriter();
  writeText(writer, message.from);
  writeRest(writer, message);
  return seal(message.kind, writer.finish());
}

function writeRest(writer: WireWriter, message: ChannelMessage): void {
  switch (message.kind) {
    case 'hello':
      writeVersion(writer.count(message.round), message.version);
      return;
    case 'have':
      writeText(writer, message.to);
      writeVersion(writer.count(message.round), message.version);
      return;
    case 'want':
      writeText(writer, message.to);
      writeVersion(writer, message.version);
      return;
    case 'share':
      writer.sized(encodeBundle(message.bundle));
      return;
    case 'bye':
  }
}

/** @throws StoreError `damaged_updates` for anything that no store has sent, or not so. */
export function decodeMessage(data: unknown): ChannelMessage {
  if (!(data instanceof Uint8Array)) throw damagedUpdates('they are no bytes');
  const { kind, reader } = open(data);
  if (!(kind in READERS)) throw damagedUpdates(`they are a ${kind}`);
  const read = READERS[kind as ChannelMessage['kind']];
  return whole(reader, () => read(readText(reader), reader));
}
