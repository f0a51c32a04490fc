import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  asker,
  endProcess,
  install,
  startProcess,
  type Address,
  type Installation,
  type SandboxProcess,
} from './process';

interface Example {
  readonly heading: string;
  readonly script: string;
  /** What the script prints, in part; an ellipsis stands for anything. */
  readonly prints?: string;
}

/** The shell blocks of a page in order, each with the JSON block that follows at once. */
function examplesOf(markdown: string): readonly Example[] {
  const blocks = [...markdown.matchAll(/^```sh\n([\s\S]*?)^```\n(?:```json\n([\s\S]*?)^```\n)?/gm)];
  return blocks.map(({ 1: script = '', 2: prints, index }) => ({
    heading:
      /^#+ (.+)$/.exec(
        markdown
          .slice(0, index)
          .split('\n')
          .filter((line) => line.startsWith('#'))
          .at(-1) ?? '',
      )?.[1] ?? '',
    script,
    ...(prints === undefined ? {} : { prints }),
  }));
}

/** One shell for all examples, since they build on one another. */
class Shell {
  readonly #child;
  #heard = '';
  #said = '';
  #look: () => void = () => undefined;

  constructor({ api, token, organization }: Address) {
    this.#child = spawn('sh', ['-u'], {
      stdio: 'pipe',
      env: { ...process.env, API: api, TOKEN: token, ORGANIZATION: organization },
    });
    if (spawnSync('curl', ['--version']).error)
      this.#child.stdin.write(
        `curl() { "${process.execPath}" "${resolve('test/contract/sandbox/curl.cjs')}" "$@"; }\n`,
      );
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#said += text));
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#heard += text;
      this.#look();
    });
    this.#child.on('close', () => this.#look());
  }

  /** Runs a script; the answer is what it printed. Fails where a command does. */
  run(script: string): Promise<string> {
    const end = '\u0000end';
    this.#heard = '';
    return new Promise((done, fail) => {
      this.#look = () => {
        if (this.#heard.includes(end)) done(this.#heard.slice(0, this.#heard.indexOf(end)));
        else if (this.#child.exitCode !== null) fail(new Error(`A command failed: ${this.#said} ${this.#heard}`));
      };
      this.#child.stdin.write(`set -e\n${script}\nset +e\nprintf '\\0end\\n'\n`);
      this.#look();
    });
  }

  end(): void {
    this.#child.stdin.end();
  }
}

/** Whether `actual` holds all that `expected` does; an ellipsis stands for any text. */
function holds(actual: unknown, expected: unknown): boolean {
  if (expected === '…') return typeof actual === 'string' && actual !== '';
  if (Array.isArray(expected))
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((value, index) => holds((actual as readonly unknown[])[index], value))
    );
  if (typeof expected !== 'object' || expected === null) return actual === expected;
  return (
    typeof actual === 'object' &&
    actual !== null &&
    Object.entries(expected).every(([key, value]) => holds((actual as Readonly<Record<string, unknown>>)[key], value))
  );
}

describe('docs/sandbox.md', () => {
  const examples = examplesOf(readFileSync('docs/sandbox.md', 'utf8'));
  let place: Installation;
  let sandbox: SandboxProcess;
  let shell: Shell;
  before(async () => {
    place = install();
    sandbox = startProcess(place);
    const address = await sandbox.ready;
    assert.equal((await asker(address)('GET', '/scenarios')).status, 200);
    shell = new Shell(address);
  });
  after(async () => {
    shell.end();
    assert.equal(await endProcess(sandbox), 0);
    await place.remove();
  });

  it('has examples for every part of the API', () => {
    const all = examples.map(({ script }) => script).join('\n');
    for (const part of [
      '/scenarios',
      '/runs',
      '/folders',
      '/schedules',
      '/connections',
      '/members',
      '/asyncScenario',
      '/job/',
      '/outbox',
      'x-stack-moxie-faults',
    ])
      assert.ok(all.includes(part), part);
  });

  for (const [index, { heading, script, prints }] of examples.entries()) {
    it(`example ${index + 1} (${heading}) does what it says: ${script.split('\n')[0]?.slice(0, 70) ?? ''}`, async () => {
      const printed = await shell.run(script);
      if (prints === undefined) return;
      assert.ok(holds(JSON.parse(printed), JSON.parse(prints)), `printed ${printed}\nand not ${prints}`);
    });
  }
});
