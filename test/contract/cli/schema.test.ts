import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { casesOf } from '../../support/rounds';

const step = (stepId: string, optionality: number): object => ({
  stepId,
  name: stepId,
  type: 0,
  expression: 'greet (?<who>.+)',
  expectedFieldsList: [{ key: 'who', optionality, type: 6, description: 'Whom' }],
  expectedRecordsList: [],
});
const entry = (name: string): object => ({
  name,
  label: name,
  version: '1.0.0',
  stepDefinitionsList: [step('Greet', 1), step('Wave', 0)],
});

describe('npm run schema', () => {
  let folder = '';
  const file = (name: string): string => join(folder, name);
  const run = (
    ...args: readonly string[]
  ): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
    spawnSync(process.execPath, ['scripts/schema.mjs', ...args], { encoding: 'utf8' });
  /** The cogs that a written schema knows, once it has shown that it judges steps. */
  const cogsOf = (text: string): readonly string[] => {
    const schema = JSON.parse(text) as {
      readonly $defs: {
        readonly configuration: { readonly properties: { readonly cog: { readonly enum: readonly string[] } } };
      };
    };
    const validate = new Ajv({ strict: false }).compile(schema);
    const names = schema.$defs.configuration.properties.cog.enum;
    const judge = (data: object): boolean =>
      validate({ scenario: 'A', description: 'B', steps: [{ cog: names[0], stepId: 'Greet', data }] });
    assert.deepEqual([judge({ who: 'ada@example.com' }), judge({ who: 'ada' }), judge({})], [true, false, false]);
    return names;
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'schema-'));
    writeFileSync(file('one.json'), JSON.stringify(entry('acme/one')));
    writeFileSync(file('two.json'), JSON.stringify([entry('acme/two'), entry('acme/three')]));
    writeFileSync(file('notes.txt'), 'no registry');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('writes the schema of a file to standard output, and nothing besides', () => {
    const { status, stdout, stderr } = run('--registry', file('one.json'));
    assert.deepEqual([status, stderr], [0, '']);
    assert.deepEqual(cogsOf(stdout), ['acme/one']);
  });

  it('ends quietly where its reader has gone', async () => {
    const child = spawn(process.execPath, ['scripts/schema.mjs', '--registry', folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    // As `| head -0` does.
    child.stdout.destroy();
    const [code] = (await once(child, 'close')) as [number | null];
    assert.deepEqual([code, said], [0, '']);
  });

  it('takes several files, and folders, and writes to a file', () => {
    assert.deepEqual(cogsOf(run('--registry', file('two.json'), file('one.json')).stdout), [
      'acme/two',
      'acme/three',
      'acme/one',
    ]);
    const { status, stdout } = run('--registry', folder, '--out', file('schema.out'));
    assert.deepEqual([status, stdout], [0, '']);
    assert.deepEqual(cogsOf(readFileSync(file('schema.out'), 'utf8')), ['acme/one', 'acme/two', 'acme/three']);
  });

  it('tells in a sentence how it is not called, with exit code 2', () => {
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /^Name at least one registry file\.\nUsage: /],
      [['--registry'], /^Option '--registry <value>' argument missing\nUsage: /],
      [['--rgistry', 'x'], /^Unknown option '--rgistry'.*\nUsage: /],
      [['--registry', file('none.json')], /none\.json cannot be read\. There is no such file or folder\.\n$/],
      [['--registry', file('one.json'), '--out', join(folder, 'none', 'x')], /^The schema cannot be written to /],
    ];
    for (const [args, message] of casesOf(wrong, 2)) {
      const { status, stdout, stderr } = run(...args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /^ +at /m, 'no stack');
    }
  });

  it('writes nothing where a registry cannot be used whole, with exit code 1', () => {
    const { status, stdout, stderr } = run('--registry', file('one.json'), file('notes.txt'));
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /notes\.txt: The file is not JSON\. .*\nNothing was written\./);
  });
});
