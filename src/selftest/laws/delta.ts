// What a replica that is asked for what another lacks must answer with: all of that, whoever wrote it, and again
// when it is asked again, for the first answer may have been lost.

import type { StateBlob } from '../../model/blob.js';
import type { Replica } from '../../strategies/strategy.js';
import type { Law, Schedule } from './law.js';
import { digestAfter, digestOf, follow, oneByOne, withReplica } from './law.js';

/** Kept by a strategy that makes no deltas: it is sent whole states. */
export const completing: Law = (strategy, { blobs }) => {
  const [first, second] = [blobs.slice(0, 1), blobs.slice(1)];
  return withReplica(strategy, async (sender) => {
    await follow(sender, oneByOne(second));
    for (const held of [[], first] satisfies StateBlob[][]) {
      const whole = await digestAfter(strategy, oneByOne([...held, ...second]));
      for (const asked of [bySince, byRequest]) {
        const brought = await withReplica(strategy, (receiver) =>
          bring(receiver, oneByOne(held), () => asked(receiver, sender)),
        );
        if (brought !== null && brought !== whole) return 'a delta leads to another state';
      }
    }
    return undefined;
  });
};

/** What the receiver lacks of the sender; null where the strategy cannot tell. */
type Ask = (receiver: Replica, sender: Replica) => StateBlob | null;

const bySince: Ask = (receiver, sender) => {
  const version = receiver.version?.();
  return (version && sender.exportSince?.(version)) ?? null;
};

const byRequest: Ask = (receiver, sender) => {
  const version = sender.version?.();
  const request = version && receiver.requestOf?.(version);
  return (request && sender.exportRequested?.(version, request)) ?? null;
};

/** The state of a receiver that lost the first delta and was given the second; null where there are none. */
async function bring(
  receiver: Replica,
  held: Schedule,
  ask: () => StateBlob | null,
): Promise<string | null> {
  await follow(receiver, held);
  ask();
  const delta = ask();
  if (delta === null) return null;
  if (delta.length > 0) await follow(receiver, [[delta]]);
  return digestOf(receiver);
}
