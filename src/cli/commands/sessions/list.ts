// `mergestorm sessions list`.
export function sessionsListCommand(): Promise<void> {
  return Promise.resolve();
}
