import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame, FrameError, FrameReader } from '../../../src/coordinator/visits/frames.js';

function read(bytes: Buffer, cuts: readonly number[] = [], limit_bytes = 10_000): unknown[] {
  const reader = new FrameReader(limit_bytes);
  const ends = [...cuts, bytes.length];
  return ends.flatMap((end, index) => [...reader.push(bytes.subarray(ends[index - 1] ?? 0, end))]);
}

describe('messages on a stream', () => {
  it('arrive as they were sent, wherever the stream is cut', () => {
    const values = fc.array(
      fc.oneof(fc.string(), fc.double(), fc.dictionary(fc.string(), fc.nat())),
    );
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(values, cuts, (sent, shares) => {
        const bytes = Buffer.concat(sent.map((value) => encodeFrame(value)));
        const places = shares
          .map((share) => Math.floor(share * bytes.length))
          .sort((a, b) => a - b);
        expect(read(bytes, places)).toEqual(sent);
      }),
    );
  });

  it('keep a number that is none, which JSON would turn into null', () => {
    expect(read(encodeFrame({ p99: Number.NaN }))).toEqual([{ p99: Number.NaN }]);
  });

  it('may be exactly as long as the limit', () => {
    const bytes = encodeFrame('1234');
    expect(read(bytes, [], bytes.length - 4)).toEqual(['1234']);
  });

  it('longer than the limit are refused before they have arrived', () => {
    const bytes = encodeFrame('1234');
    expect(() => read(bytes.subarray(0, 4), [], bytes.length - 5)).toThrow(FrameError);
  });

  it('that are no message are refused, whatever they are', () => {
    const garbage = fc.uint8Array({ minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(garbage, (bytes) => {
        const frame = Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
        const reader = new FrameReader(1_000);
        try {
          // A few bytes may happen to be a value; anything else that is thrown is not caught.
          return [...reader.push(frame)].length === 1;
        } catch (thrown) {
          return thrown instanceof FrameError;
        }
      }),
    );
  });

  it('before one that is none are still delivered', () => {
    const bytes = Buffer.concat([encodeFrame('first'), Buffer.from([0, 0, 0, 2, 1, 2])]);
    const delivered: unknown[] = [];
    const readAll = () => {
      for (const value of new FrameReader(100).push(bytes)) delivered.push(value);
    };
    expect(readAll).toThrow('bytes that are no message');
    expect(delivered).toEqual(['first']);
  });
});
