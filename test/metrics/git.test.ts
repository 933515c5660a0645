import { describe, expect, it } from 'vitest';
import { readGitCommit } from '../../src/metrics/git.js';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const OTHER = 'f'.repeat(40);

function commitOf(contents: Readonly<Record<string, string>>): string | null {
  return readGitCommit('/tool', (path) => contents[path] ?? null);
}

describe('readGitCommit', () => {
  it('follows the branch that is checked out', () => {
    const commit = commitOf({
      '/tool/.git/HEAD': 'ref: refs/heads/main\n',
      '/tool/.git/refs/heads/main': `${COMMIT}\n`,
    });
    expect(commit).toBe(COMMIT);
  });

  it('finds a branch among the packed ones', () => {
    const commit = commitOf({
      '/tool/.git/HEAD': 'ref: refs/heads/main\n',
      '/tool/.git/packed-refs': `# pack-refs with: peeled\n${OTHER} refs/heads/not-main\n${COMMIT} refs/heads/main\n`,
    });
    expect(commit).toBe(COMMIT);
  });

  it('reads a commit that is checked out without a branch', () => {
    expect(commitOf({ '/tool/.git/HEAD': `${COMMIT}\n` })).toBe(COMMIT);
  });

  it('follows a linked worktree to the branches of the main one', () => {
    const commit = commitOf({
      '/tool/.git': 'gitdir: /main/.git/worktrees/tool\n',
      '/main/.git/worktrees/tool/HEAD': 'ref: refs/heads/topic\n',
      '/main/.git/worktrees/tool/commondir': '../..\n',
      '/main/.git/refs/heads/topic': `${COMMIT}\n`,
    });
    expect(commit).toBe(COMMIT);
  });

  it('knows no commit of a folder that is no checkout, or of a branch without one', () => {
    expect(commitOf({})).toBeNull();
    expect(commitOf({ '/tool/.git/HEAD': 'ref: refs/heads/unborn\n' })).toBeNull();
  });
});
