// Checks the options of one source by themselves, and the files they name.

import { statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { EXIT } from '../../model/problem.js';
import { quoted } from '../../model/quote.js';
import type { Fault } from './fault.js';
import { faultOf } from './fault.js';
import type { StudyOptions } from './schema.js';
import { isModulePath, studyOptionsSchema } from './schema.js';
import type { CheckedSource, Source } from './source.js';

/**
 * @param folder what relative paths are relative to; `''` is the working directory.
 * @throws UserError (exit 64; 66 where a module does not exist) for the first option that cannot be used.
 */
export function checkSource(source: Source, folder: string): CheckedSource {
  const { data, error } = studyOptionsSchema.safeParse(source.values);
  if (error) throw source.problem(faultOf(error));
  const options = withPaths(data, folder);
  const [fault] = [...bothModels(options, source), ...missingModules(options)];
  if (fault) throw source.problem(fault);
  return { source, options };
}

function withPaths(options: StudyOptions, folder: string): StudyOptions {
  const { strategies, log, repo, model } = options;
  const resolved = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  const kept = (path: string): string => (folder === '' ? path : resolved(path));
  return {
    ...options,
    ...(strategies && {
      strategies: strategies.map((name) => (isModulePath(name) ? kept(name) : name)),
    }),
    ...(log !== undefined && { log: kept(log) }),
    ...(repo !== undefined && { repo: kept(repo) }),
    ...(model !== undefined && { model: kept(model) }),
  };
}

function missingModules({ strategies = [], model }: StudyOptions): readonly Fault[] {
  const modules = [
    ...strategies.flatMap((name, index) =>
      isModulePath(name) ? [{ path: ['strategies', index], file: name }] : [],
    ),
    ...(model === undefined ? [] : [{ path: ['model'], file: model }]),
  ];
  return modules
    .filter(({ file }) => !isFile(file))
    .map(({ path, file }) => ({
      path,
      part: 'value',
      what: 'plug-in not found',
      remedy: `there is no file ${quoted(file, 200)}, give the path of a module`,
      exit_code: EXIT.input_not_found,
    }));
}

function bothModels(options: StudyOptions, source: Source): readonly Fault[] {
  if (options.model === undefined || options.model_latency_ms === undefined) return [];
  const remedy = `leave it out: a ${source.nameOf('model')} takes its own time`;
  return [{ path: ['model_latency_ms'], part: 'value', remedy }];
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
