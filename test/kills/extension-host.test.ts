import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../../src/sync/model/content';
import type { FileStatus } from '../../src/sync/plan/status';
import { changesList } from '../../src/view/sync/drift/changes-list';
import { commands } from '../../src/vscode/ids';
import { machine, type Place } from '../contract/sync/machine';
import {
  changeCloud,
  made,
  Meant,
  nameOf,
  scenarioFiles,
  verifyEnd,
  verifyTruth,
  verifyWhole,
} from '../contract/sync/truth';
import { endProcess, install, startProcess } from '../contract/sandbox/process';
import { Between } from '../support/between';
import { Editor, until } from './extension-host';
import { renderFile } from '../../src/sync/file/rewrite';

/** What came of one item, as a window tells it. */
interface Result {
  readonly name: string;
  readonly what: string;
  readonly path?: string;
  readonly outcome: string;
  readonly reason?: string;
}
interface Shown {
  readonly changes: readonly string[];
  readonly incoming: readonly string[];
  readonly problems: readonly string[];
}
type Direction = 'pull' | 'push';

/** What each state means for each way: what is to be done of a file or scenario that stands so. */
const verbs: Readonly<Record<Direction, Readonly<Record<string, string>>>> = {
  pull: { cloudOnly: 'create', cloudChanges: 'update', conflict: 'merge' },
  push: { notLinked: 'create', localChanges: 'update', conflict: 'merge' },
};

const named = (what: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${what} ${index}`);

describe('killing the extension host of a VS Code', function kills() {
  this.timeout(120_000);
  const home = process.env['KILLS_HOME'] ?? '';
  const workspace = join(home, 'workspace');
  const meant = new Meant();
  /** What ends what was started, newest last. */
  const endings: (() => Promise<unknown>)[] = [];
  let between: Between;
  let editor: Editor;
  let here: Place;
  let folder: number;

  before(async () => {
    const place = install();
    endings.push(() => place.remove());
    const sandbox = startProcess(place, { args: ['--json', '--empty'] });
    endings.push(() => endProcess(sandbox));
    const address = await sandbox.ready;
    between = await Between.open(address.api);
    endings.push(() => {
      between.close();
      return Promise.resolve();
    });
    here = { address, folder: workspace };
    folder = (await machine(here).client.folders.create(address.organization, { name: 'Lead capture' })).id;
    const env = {
      STACK_MOXIE_API: between.address,
      STACK_MOXIE_TOKEN: address.token,
      STACK_MOXIE_ORGANIZATION: address.organization,
    };
    editor = await Editor.start({ dir: join(home, 'editor'), workspace, env });
    endings.push(() => editor.close());
    await editor.openWindow();
  });
  afterEach(async function keep() {
    between.reset();
    if (this.currentTest?.state === 'failed')
      await editor.keepPicture(join(home, `${this.currentTest.title.replace(/\W+/g, '-').slice(0, 80)}.png`));
  });
  after(async () => {
    for (const end of endings.reverse()) await end();
  });

  const means = (names: readonly string[], says: string): readonly Content[] =>
    names.map((name) => {
      const content = made(name, says);
      meant.change(name, content);
      return content;
    });
  const pathOf = (name: string): string =>
    join(workspace, scenarioFiles(workspace).find((path) => nameOf(path) === name) ?? `${name}.crank.yml`);
  const textOf = (name: string): string => readFileSync(pathOf(name), 'utf8');
  const edit = (name: string, from: string, to: string): void =>
    writeFileSync(pathOf(name), textOf(name).replace(from, to));
  const stateFiles = (under: string): readonly string[] =>
    readdirSync(join(workspace, '.stackmoxie', under), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.json'),
    );

  /** Everything that a command offers, done. */
  async function carryOut(command: string, files: readonly string[] = []): Promise<readonly Result[]> {
    const single = await editor.run(command, files);
    const { results } = (single ?? (await editor.run(commands.applyPreview)) ?? { results: [] }) as {
      readonly results: readonly Result[];
    };
    return results;
  }

  /** Begins bulk work and kills the extension host once it is so far. */
  async function killAt(
    work: { readonly command: string; readonly files?: readonly string[] },
    isSoFar: () => Promise<void>,
  ): Promise<void> {
    await editor.run(work.command, work.files);
    const kill = editor.readyToKill();
    void editor.run(commands.applyPreview);
    await isSoFar();
    await kill();
  }

  /** What lies there is whole; a new window tells of it what is so, and does the rest by it. */
  async function verifyRest(direction: Direction, files: readonly string[] = []): Promise<void> {
    await verifyWhole(here, meant);
    await editor.openWindow();
    const [shown] = (await editor.run(commands.refreshChanges)) as readonly Shown[];
    const states = await verifyTruth(here, meant);
    const lines = (list: readonly FileStatus[]): readonly string[] =>
      list.map(({ state, path, name }) => `${state} ${path ?? name}`);
    const { changes, incoming } = changesList({ organization: '', files: states, problems: [] });
    assert.deepEqual(shown && { changes: shown.changes, incoming: shown.incoming, problems: shown.problems }, {
      changes: lines(changes),
      incoming: lines(incoming),
      problems: [],
    });
    const results = await carryOut(direction === 'pull' ? commands.pullAll : commands.pushFile, files);
    assert.deepEqual(
      results.filter(({ outcome }) => outcome !== 'done'),
      [],
    );
    const due = states.flatMap(({ state, path, name }) =>
      verbs[direction][state] ? [`${verbs[direction][state]} ${path === undefined ? name : nameOf(path)}`] : [],
    );
    // Where both sides said the same and no base told so, that is noted on the way.
    assert.deepEqual(
      results
        .filter(({ what }) => what !== 'agree')
        .map(({ what, name }) => `${what} ${name}`)
        .sort(),
      due.sort(),
    );
    assert.ok(due.length > 0, 'something was left to do');
  }

  it('at its first pull', async () => {
    await changeCloud(here, means(named('there', 120), 'first'), folder);
    await killAt({ command: commands.pullAll }, () =>
      until('a third is pulled', () => scenarioFiles(workspace).length >= 40),
    );
    const count = scenarioFiles(workspace).length;
    assert.ok(count < 120 && stateFiles('journal').length === 1, `it was at its work: ${count} files`);
    await verifyRest('pull');
    await verifyEnd(here, meant);
  });

  it('at a push of changed and new files', async () => {
    for (const name of named('there', 40)) edit(name, 'first', 'second');
    means(named('there', 40), 'second');
    for (const content of means(named('here', 60), 'second'))
      writeFileSync(pathOf(content.name), renderFile(content, { catalog: undefined, now: 0 }));
    const files = [...named('there', 40), ...named('here', 60)].map(pathOf);
    let writes = 0;
    // Of the 100 requests, the last that are seen are on their way when it dies.
    const isSoFar = (): Promise<void> =>
      new Promise((resolve) => {
        between.rule = ({ method }) => {
          writes += method === 'GET' ? 0 : 1;
          if (writes === 70) resolve();
          return undefined;
        };
      });
    await killAt({ command: commands.pushFile, files }, isSoFar);
    assert.ok(writes < 100 && stateFiles('journal').length === 1, `it was at its work: ${writes} requests`);
    await verifyRest('push', files);
    await verifyEnd(here, meant);
  });

  it('at a pull of what is new, changed, and changed on both sides', async () => {
    await changeCloud(here, means(named('there', 80).slice(40), 'third'));
    await changeCloud(here, means(named('late', 40), 'third'), folder);
    for (const name of named('there', 20)) {
      edit(name, `value: ${name}`, `value: mine`);
      meant.change(name, made(name, 'second', 'mine'), made(name, 'third'), made(name, 'third', 'mine'));
    }
    await changeCloud(
      here,
      named('there', 20).map((name) => made(name, 'third')),
    );
    const before = stateFiles('backups').length;
    await killAt({ command: commands.pullAll }, () =>
      until('some files are replaced', () => stateFiles('backups').length >= before + 20),
    );
    const backups = stateFiles('backups').length - before;
    assert.ok(backups < 60 && stateFiles('journal').length === 1, `it was at its work: ${backups} files were replaced`);
    await verifyRest('pull');
    assert.deepEqual(
      new Set((await carryOut(commands.pushAll)).map(({ what, outcome }) => `${what} ${outcome}`)),
      new Set(['update done']),
    );
    await verifyEnd(here, meant);
  });
});
