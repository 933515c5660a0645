import { describe, expect, it } from 'vitest';
import { markdownTable, toMarkdown } from '../../src/results/markdown.js';
import { plain } from '../../src/results/table.js';
import { buildRecord, twoAgentRecords } from './build-record.js';

describe('the comparison in Markdown', () => {
  it('is a GitHub table and a list of what did not pass', () => {
    expect(toMarkdown(twoAgentRecords().slice(3, 5))).toBe(`\
| workload | strategy | verdict | outcome | converged | writes_lost | attrib | escals | model_calls | latency_ms | peak_mem_kb |
| --- | --- | --- | --- | --- | ---: | --- | ---: | ---: | ---: | ---: |
| semantic_conflict | lww | FAIL | corrupted | yes | 0 | PARTIAL | 0 | 0 | 0.99 | 7813 |
| semantic_conflict | transactional | PASS | resolved | yes | 0 | full | 1 | 1 | 151.00 | 7813 |

- **FAIL** semantic_conflict, lww (expected to fail)
  - attribution: "tags" names no author for "crdt" (and more)
  - reproduce: \`mergestorm run --agents 2 --seed 1 --strategy lww --workload semantic_conflict\`
`);
  });

  it('is the table alone where all passed', () => {
    expect(toMarkdown([buildRecord()]).split('\n')).toHaveLength(4);
  });

  it('keeps names in their cells and out of the markup', () => {
    const columns = [{ heading: '_a_|b', align: 'left' }] as const;
    const names = [
      'x|y',
      '<img src=x>',
      '`code`',
      'line\nbreak',
      '_emphasis_',
      'snake_case',
      '\\|',
    ];
    const table = markdownTable({ columns, rows: names.map((name) => [plain(name)]) });
    expect(table.split('\n').slice(0, -1)).toEqual([
      '| \\_a\\_\\|b |',
      '| --- |',
      '| x\\|y |',
      '| \\<img src=x\\> |',
      '| \\`code\\` |',
      '| line\\\\u000abreak |',
      '| \\_emphasis\\_ |',
      '| snake_case |',
      '| \\\\\\| |',
    ]);
  });

  it('fences a command with more backticks than are in it', () => {
    const record = buildRecord({ verdict: 'FAIL', findings: [], reproduce: 'run `x` ``y``' });
    expect(toMarkdown([record])).toContain('reproduce: ``` run `x` ``y`` ```\n');
  });
});
