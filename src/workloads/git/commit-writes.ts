// What one commit comes to: the paths it touched join a set, a line about it joins a text, and files that
// many commits touch are scalars whose value is what the commit left there.

import { compareText } from '../../model/canonical.js';
import type { WriteContent } from '../layout.js';
import { type Change, type Changes, SHORT_ID_CHARS } from './changes.js';

/** One commit that vendors thousands of files would otherwise outweigh the rest of the history. */
const PATHS_PER_COMMIT = 20;

/**
 * In this order: `paths`, left out where the commit touched nothing; `log`, `[<short id>] <n> files`;
 * `blob:<path>` of each contended file it touched, null where it deleted it. Subject lines stay out: they
 * name people.
 */
export function contentsOf(
  commit_id: string,
  changes: readonly Change[],
  paths: readonly string[],
  contended: ReadonlySet<number>,
): readonly WriteContent[] {
  const pathOf = ({ path }: Change) => paths[path] ?? '';
  const touched = changes.slice(0, PATHS_PER_COMMIT).map(pathOf);
  const line = `[${commit_id.slice(0, SHORT_ID_CHARS)}] ${changes.length} files`;
  return [
    ...(touched.length === 0
      ? []
      : [{ field: 'paths', kind: 'grow_set', value: touched } satisfies WriteContent]),
    { field: 'log', kind: 'append_text', value: line },
    ...changes
      .filter(({ path }) => contended.has(path))
      .map((change): WriteContent => {
        return { field: `blob:${pathOf(change)}`, kind: 'scalar', value: change.blob };
      }),
  ];
}

/** The `count` paths that most commits touched, by index; of paths touched as often, the first by name. */
export function mostTouched({ paths, by_commit }: Changes, count: number): ReadonlySet<number> {
  const touches = paths.map(() => 0);
  for (const changes of by_commit.values()) {
    for (const { path } of changes) touches[path] = (touches[path] ?? 0) + 1;
  }
  const ranked = [...paths.keys()].sort(
    (left, right) =>
      (touches[right] ?? 0) - (touches[left] ?? 0) ||
      compareText(paths[left] ?? '', paths[right] ?? ''),
  );
  return new Set(ranked.slice(0, count));
}
