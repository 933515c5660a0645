// Ctrl-C and SIGTERM: the first asks for an orderly end (what is done is kept), the second insists.

import type { ExitCode } from '../model/problem.js';
import { EXIT } from '../model/problem.js';

const EXIT_OF_SIGNAL = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** The exit code of the signal that came, if one did. */
  exitCode(): ExitCode | undefined;
  /** Stops listening, so that the process can end. */
  dispose(): void;
}

/** `notify` is called once, with the signal that came. */
export function listenForInterrupt(
  notify: (signal: keyof typeof EXIT_OF_SIGNAL) => void,
): Interrupt {
  const controller = new AbortController();
  let received: keyof typeof EXIT_OF_SIGNAL | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    dispose();
    received = signal === 'SIGTERM' ? 'SIGTERM' : 'SIGINT';
    notify(received);
    controller.abort();
  };
  // Without a listener the default action is back, so a second signal ends the process at once.
  const dispose = (): void => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    exitCode: () => received && EXIT_OF_SIGNAL[received],
    dispose,
  };
}
