import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPackageVersions, readTool } from '../../src/metrics/tool.js';

function versionIn(file: string): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

describe('versions', () => {
  it('are those of the packages installed', () => {
    expect(readPackageVersions()).toEqual({
      'loro-crdt': versionIn('node_modules/loro-crdt/package.json'),
      piscina: versionIn('node_modules/piscina/package.json'),
      'hdr-histogram-js': versionIn('node_modules/hdr-histogram-js/package.json'),
      libsql: versionIn('node_modules/libsql/package.json'),
    });
  });

  it('are null for a package that is not installed or cannot be read', () => {
    expect(readPackageVersions(['no-such-package'])).toEqual({ 'no-such-package': null });
    expect(readPackageVersions(['piscina'], () => 'not JSON')).toEqual({ piscina: null });
    expect(readPackageVersions(['piscina'], () => '{"version":7}')).toEqual({ piscina: null });
  });

  it('include our own', () => {
    expect(readTool().version).toBe(versionIn('package.json'));
  });

  it('come with the commit where the tool runs from a checkout', () => {
    const contents: Readonly<Record<string, string>> = {
      '/tool/package.json': '{"version":"9.9.9"}',
      '/tool/.git/HEAD': 'a'.repeat(40),
    };
    const tool = readTool('/tool', (path) => contents[path] ?? null);
    expect(tool).toEqual({ version: '9.9.9', commit: 'a'.repeat(40) });
  });
});
