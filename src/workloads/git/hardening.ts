// How git is called: so that a repository from anywhere cannot make it run, fetch or ask anything, and so
// that neither the user's settings nor the caller's environment change what it prints.

/**
 * Before the command of every call. Reading commits and trees runs nothing of these by itself; they are
 * switched off all the same, because a repository's own config can name programs for each of them.
 */
export const HARDENED_ARGS: readonly string[] = [
  '--no-pager',
  '--no-optional-locks',
  '--no-replace-objects',
  ...configArgs({
    'core.fsmonitor': 'false',
    'core.hooksPath': '/dev/null',
    'core.pager': 'cat',
    'core.sshCommand': 'false',
    'diff.external': '',
    'log.showSignature': 'false',
    'protocol.allow': 'never',
    // Who is who is for the history itself to say, not for the machine that reads it.
    'mailmap.file': '',
  }),
];

/** `-c key=value` for each. */
export function configArgs(config: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(config).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

/**
 * The environment of a call: the caller's without anything that speaks to git, and with what cannot be said
 * in arguments. A repository that holds only part of its objects would fetch the rest, with a command of
 * its own config: GIT_ALLOW_PROTOCOL outranks config and allows nothing (git(1), since 2.3).
 */
export function hardenedEnvironment(
  inherited: NodeJS.ProcessEnv,
  git_dir: string | null,
): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(([name]) => !/^GIT_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    ...(git_dir === null ? {} : { GIT_DIR: git_dir }),
  };
}
