// `mergestorm demo`: what last-write-wins and the crdt make of the same concurrent writes, side by side. In one
// thread and in a moment; `mergestorm run` is the same at any size, on threads, judged.

import { playScene } from '../../langgraph/demo/play.js';
import { SCENES } from '../../langgraph/demo/scenes.js';
import type { PackageVersions } from '../../metrics/tool.js';
import { readPackageVersions, readTool } from '../../metrics/tool.js';
import { loadStrategy } from '../../strategies/load.js';
import { exitCodeOfClaims } from '../claims.js';
import type { DemoSummary } from '../demo-text.js';
import { demoJson, renderDemo } from '../demo-text.js';
import { textOptionsFor } from '../terminal.js';
import { isSet } from '../typed-flags.js';

export async function demoCommand(typed: Readonly<Record<string, unknown>>): Promise<void> {
  const summary = await playAll();
  const { stdout } = process;
  const text = isSet(typed, 'json')
    ? demoJson(summary)
    : renderDemo(summary, textOptionsFor(stdout));
  stdout.write(text);
  process.exitCode = exitCodeOfClaims(summary.scenes.flatMap(({ claims }) => claims));
}

async function playAll(): Promise<DemoSummary> {
  const lww = await loadStrategy({ type: 'built_in', name: 'lww' });
  const crdt = await loadStrategy({ type: 'built_in', name: 'crdt' });
  const scenes = await Promise.all(SCENES.map((scene) => playScene(scene, { lww, crdt })));
  return { versions: readVersions(), scenes };
}

function readVersions(): PackageVersions {
  return {
    mergestorm: readTool().version,
    ...readPackageVersions(['loro-crdt']),
    node: process.versions.node,
  };
}
