// The bytes of a write log, plain or gzip as its first two bytes say, whatever it is called. Read as a
// stream, and only forwards, so that a pipe works as well as a file.

import { open, type FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { EXIT, messageOf, UserError } from '../model/problem.js';
import { printable } from '../model/quote.js';
import { LogFault } from './log-fault.js';

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);
const CHUNK_BYTES = 64 * 1024;

/**
 * The log's content in chunks, decompressed, up to `limit_bytes` of it.
 * @throws LogFault where it is damaged gzip or too large; UserError where it cannot be read.
 */
export async function* readLogBytes(file: string, limit_bytes: number): AsyncGenerator<Buffer> {
  let read_bytes = 0;
  try {
    for await (const chunk of contentOf(file)) {
      read_bytes += chunk.length;
      if (read_bytes > limit_bytes) throw tooLarge(limit_bytes);
      yield chunk;
    }
  } catch (thrown) {
    throw thrown instanceof LogFault ? thrown : readProblem(file, thrown);
  }
}

async function* contentOf(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file);
  try {
    const head = await readHead(handle);
    const stored = readFrom(handle, head);
    yield* head.equals(GZIP_MAGIC) ? inflate(stored) : stored;
  } finally {
    await handle.close();
  }
}

/** The first two bytes, or fewer where there are no more; a pipe may hand them over one by one. */
async function readHead(handle: FileHandle): Promise<Buffer> {
  const first = await readChunk(handle, GZIP_MAGIC.length);
  if (first.length !== 1) return first;
  return Buffer.concat([first, await readChunk(handle, 1)]);
}

async function* readFrom(handle: FileHandle, head: Buffer): AsyncGenerator<Buffer> {
  for (let chunk = head; chunk.length > 0; chunk = await readChunk(handle, CHUNK_BYTES))
    yield chunk;
}

async function readChunk(handle: FileHandle, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, null);
  return buffer.subarray(0, bytesRead);
}

function inflate(stored: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return pipeline(Readable.from(stored), createGunzip(), () => {
    // An error of either stream destroys the other and comes out of the iteration below.
  });
}

function tooLarge(limit_bytes: number): LogFault {
  return new LogFault(null, `the log holds more than ${limit_bytes} bytes; split it`);
}

const NOT_AN_INPUT: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a directory; name the file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
};

function readProblem(file: string, thrown: unknown): Error {
  const code = codeOf(thrown);
  if (code.startsWith('Z_')) {
    return new LogFault(
      null,
      `the gzip data is damaged or cut short (${messageOf(thrown)})`,
      thrown,
    );
  }
  const what = 'cannot read the write log';
  const reason = Object.hasOwn(NOT_AN_INPUT, code) ? NOT_AN_INPUT[code] : undefined;
  const remedy = reason ?? printable(messageOf(thrown));
  const exit_code = reason === undefined ? EXIT.io : EXIT.input_not_found;
  return new UserError(exit_code, { what, where: printable(file), remedy }, thrown);
}

function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error && 'code' in thrown)) return '';
  return typeof thrown.code === 'string' ? thrown.code : '';
}
