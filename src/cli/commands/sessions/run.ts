// `mergestorm sessions run`.
export function sessionsRunCommand(): Promise<void> {
  return Promise.resolve();
}
