// A planted bug: one thing wrong in a strategy, on the way to the shards, in the judge or in what is asked of
// them, with all else sound; and the property that must notice.

import type { ShardLink } from '../coordinator/shard-link.js';
import type { Replica, ReplicaContext, Strategy } from '../strategies/strategy.js';
import type { Verdict } from '../model/verdict.js';
import type { Examination } from '../verdict/examination.js';
import type { LawName } from './laws.js';
import type { Scene } from './scene.js';

/** A check of the judge, shown by a repetition in that scene. */
export interface CheckProperty {
  readonly type: 'check';
  readonly name: string;
  /** What the check must say. `UNKNOWN` where nothing that was merged is wrong, and nothing is proved. */
  readonly verdict: Exclude<Verdict, 'PASS'>;
  readonly scene: Scene;
}

/** A law of strategies, shown by what replicas do outside a repetition. */
export interface LawProperty {
  readonly type: 'law';
  readonly name: LawName;
}

export type Property = CheckProperty | LawProperty;

interface Planted<P extends Property> {
  /** What it does, as a verb: `swaps an author`. */
  readonly name: string;
  /** The built-in strategy that merges. */
  readonly planted_in: string;
  /** What must notice. */
  readonly property: P;
  /** What else must, because the bug cannot do the one without the other. Nothing further may. */
  readonly consequences?: readonly string[];
}

/** A faulty replica, made of as many sound ones as it needs. */
export interface StrategyBug extends Planted<Property> {
  readonly where: 'strategy';
  readonly plant: (create: CreateReplica, context: ReplicaContext) => Replica;
}

/** Between the coordinator and a shard: what it is told, or what it answers. */
export interface LinkBug extends Planted<CheckProperty> {
  readonly where: 'link';
  readonly plant: (link: ShardLink) => ShardLink;
}

/** What checks are given to look at. */
export interface JudgeBug extends Planted<CheckProperty> {
  readonly where: 'judge';
  readonly plant: (examination: Examination) => Examination;
}

/** A scene in which a sound strategy proves nothing, or comes to harm; the sound one is what it should be. */
export interface SceneBug extends Planted<CheckProperty> {
  readonly where: 'scene';
  readonly sound: Scene;
}

export type PlantedBug = StrategyBug | LinkBug | JudgeBug | SceneBug;

export type CreateReplica = (context: ReplicaContext) => Replica;

export function withBug(sound: Strategy, { name, plant }: StrategyBug): Strategy {
  const create: CreateReplica = (context) => sound.createReplica(context);
  return {
    ...sound,
    name: `${sound.name} that ${name}`,
    createReplica: (context) => plant(create, context),
  };
}

/** A replica that does as `sound` does, but for what is changed. */
export function changed(sound: Replica, changes: Partial<Replica>): Replica {
  return {
    apply: (write) => {
      sound.apply(write);
    },
    export: (scope) => sound.export(scope),
    ...deltasOf(sound),
    import: (blobs) => sound.import(blobs),
    read: () => sound.read(),
    dispose: () => {
      sound.dispose();
    },
    ...changes,
  };
}

function deltasOf(sound: Replica): Pick<Replica, 'version' | 'exportSince'> {
  const [version, exportSince] = [sound.version?.bind(sound), sound.exportSince?.bind(sound)];
  return version && exportSince ? { version, exportSince } : {};
}
