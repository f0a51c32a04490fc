import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { casesOf } from '../../support/rounds';

const registry = 'test/unit/language/registry.json';
const good = 'scenario: Good\ndescription: x\nsteps:\n- step: I navigate to https://acme.test\n';
const bad = 'scenario: "Bad 👩‍🚀"\r\ndescription: x\r\nsteps:\r\n- step: "👩‍🚀 I navigat to x"\r\n';

describe('npm run check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'check-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const run = (
    ...args: readonly string[]
  ): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
    spawnSync(process.execPath, ['scripts/check.mjs', ...args], { encoding: 'utf8' });
  after(() => rmSync(folder, { recursive: true }));

  it('gives a line for each problem and a last one, and says by its exit code whether there are errors', () => {
    const [one, two] = [file('good.crank.yml', good), file('bad.crank.yml', bad)];
    const { status, stdout } = run('--registry', registry, '--json', one, two);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const { message, ...problem } = lines[0] as { readonly message: string };
    assert.match(message, /Closest: .*navigate to/i);
    assert.deepEqual(problem, {
      file: two,
      range: { start: { line: 3, character: 17 }, end: { line: 3, character: 24 } },
      code: 'no-matching-step',
      severity: 'error',
    });
    assert.deepEqual([status, lines.slice(1)], [1, [{ files: 2, problems: 1 }]]);
    assert.equal(run('--registry', registry, one).status, 0);
  });

  it('checks the frame alone without a registry, and reads well', () => {
    const two = file('bad.crank.yml', bad.replace('description', 'descriptions'));
    const { status, stdout } = run(two);
    assert.deepEqual(
      [status, stdout.split('\n')],
      [
        0,
        [
          `${two}:1:1: warning: "description" is missing: it says what the scenario proves. (missing-key)`,
          `${two}:2:1: warning: Unknown key "descriptions". (unknown-key)`,
          '1 file, 2 problems, 0 of them errors',
          '',
        ],
      ],
    );
  });

  it('takes a folder for the scenarios in it, and folders of registries', () => {
    file('good.crank.yml', good);
    file('other.yml', 'no scenario');
    rmSync(join(folder, 'bad.crank.yml'), { force: true });
    assert.match(run('--registry', 'test/unit/language', folder).stdout, /^1 file, 0 problems/);
  });

  it('goes on quietly where its reader has gone, and ends with the same code', async () => {
    const many = Array.from({ length: 300 }, (_, index) => file(`many-${String(index)}.crank.yml`, bad));
    const child = spawn(process.execPath, ['scripts/check.mjs', '--registry', registry, ...many], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    // As `| head -0` does.
    child.stdout.destroy();
    const [code] = (await once(child, 'close')) as [number | null];
    assert.deepEqual([code, said], [1, '']);
  });

  it('tells of a file that is not UTF-8, and reads nothing into it', () => {
    const one = join(folder, 'latin.crank.yml');
    const two = join(folder, 'wide.crank.yml');
    writeFileSync(one, Buffer.from(good.replace('Good', 'Café'), 'latin1'));
    writeFileSync(two, Buffer.from(`\ufeff${good}`, 'utf16le'));
    const { status, stdout } = run('--registry', registry, one, two);
    rmSync(one);
    rmSync(two);
    assert.deepEqual(
      [status, stdout.split('\n')],
      [
        1,
        [
          `${one}:1:1: error: The file is not UTF-8. Save it as UTF-8. (not-utf8)`,
          `${two}:1:1: error: The file is UTF-16 LE. Save it as UTF-8. (not-utf8)`,
          '2 files, 2 problems, 2 of them errors',
          '',
        ],
      ],
    );
  });

  it('says how it is called to those who call it otherwise', () => {
    for (const args of casesOf([[], ['--registry', registry], ['--what'], ['/no/such/file.crank.yml']], 1)) {
      const { status, stderr } = run(...args);
      assert.deepEqual([status, /Usage: npm run check/.test(stderr)], [2, true], args.join(' '));
    }
  });
});
