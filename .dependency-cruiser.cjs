// The import direction of ARCHITECTURE.md, enforced: every arrow that is not drawn there is an error.
const layer = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may import only ${allowed.join(', ') || 'nothing of ours'}`,
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [from, ...allowed].map((folder) => `^src/${folder}/`) },
});

const onlyIn = (library, file) => ({
  name: `one-importer-${library}`,
  severity: 'error',
  comment: `${library} is imported by ${file} alone, so that moving its version touches one file`,
  from: { path: '^src/', pathNot: `^${file}$` },
  to: { path: `node_modules/${library}/` },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependency-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '@types|@langchain/' },
    },
    layer('model-imports-nothing', 'model', []),
    {
      name: 'strategies',
      severity: 'error',
      comment: 'strategies may import only model; one of them stands for a whole store',
      from: { path: '^src/strategies/', pathNot: '^src/strategies/(langgraph|leased)(\\.ts$|/)' },
      to: { path: '^src/', pathNot: ['^src/strategies/', '^src/model/'] },
    },
    layer('sessions', 'sessions', ['metrics', 'model']),
    layer('langgraph', 'langgraph', ['strategies', 'metrics', 'model']),
    layer('workloads', 'workloads', ['model']),
    layer('verdict-never-imports-a-strategy', 'verdict', ['model']),
    layer('metrics', 'metrics', ['model']),
    layer('results', 'results', ['model', 'metrics']),
    layer('workers-never-import-the-coordinator', 'workers', ['strategies', 'metrics', 'model']),
    {
      name: 'coordinator',
      severity: 'error',
      comment:
        'The coordinator knows strategies by name (the registry) and speaks to workers/protocol.',
      from: { path: '^src/coordinator/' },
      to: {
        path: '^src/(cli|langgraph|sessions|selftest)/',
        pathNot: '^src/sessions/(race|judge|sqlite|history\\.ts$)',
      },
    },
    layer('selftest', 'selftest', [
      'coordinator',
      'sessions',
      'strategies',
      'verdict',
      'workloads',
      'model',
    ]),
    {
      name: 'only-the-cli-knows-the-selftest',
      severity: 'error',
      comment: 'Planted bugs are for the selftest command; nothing that measures may reach them.',
      from: { path: '^src/', pathNot: '^src/(cli|selftest)/' },
      to: { path: '^src/selftest/' },
    },
    {
      name: 'the-page-knows-its-data-alone',
      severity: 'error',
      comment:
        'The script of the report runs in a browser: it is given data, whose types it shares, and draws them.',
      from: { path: '^src/report-client/' },
      to: {
        pathNot: [
          '^src/report-client/',
          '^src/results/report/page-data\\.ts$',
          '^node_modules/(vega|vega-interpreter|vega-typings)/',
        ],
      },
    },
    {
      name: 'types-of-the-page-data-alone',
      severity: 'error',
      comment:
        'What the script shares with the sources is erased; nothing of ours is bundled twice.',
      from: { path: '^src/report-client/' },
      to: { path: '^src/results/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-page-is-bundled',
      severity: 'error',
      comment: 'The script of the report is read as a built file; no source imports it.',
      from: { path: '^src/', pathNot: '^src/report-client/' },
      to: { path: '^src/report-client/' },
    },
    onlyIn('loro-crdt', 'src/strategies/crdt/document.ts'),
    onlyIn('libsql', 'src/sessions/sqlite/connection.ts'),
    onlyIn('piscina', 'src/coordinator/pool.ts'),
    onlyIn('hdr-histogram-js', 'src/metrics/histogram.ts'),
    onlyIn('pure-rand', 'src/model/random.ts'),
    onlyIn('safe-stable-stringify', 'src/model/canonical.ts'),
    onlyIn('csv-stringify', 'src/results/csv.ts'),
    onlyIn('cli-table3', 'src/results/render-table.ts'),
    onlyIn('yaml', 'src/cli/study-file/yaml.ts'),
    onlyIn('vega-lite', 'src/results/figures/svg.ts'),
    onlyIn('simple-statistics', 'src/metrics/statistics/descriptive.ts'),
    onlyIn('fastest-levenshtein', 'src/model/nearest.ts'),
    onlyIn('@langchain', 'src/langgraph/(runtime/.*|repro/.*|demo/.*)\\.ts'),
    {
      name: 'strategies-are-pure',
      severity: 'error',
      comment: 'Strategies know no threads, clocks or files.',
      from: {
        path: '^src/(strategies|workloads|model|verdict)/',
        pathNot: '^src/workloads/(log|git/)',
      },
      to: {
        path: '^(node:)?(fs|worker_threads|child_process|perf_hooks|os)',
        dependencyTypes: ['core'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
