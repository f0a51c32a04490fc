import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createApi } from '../../src/api/client';
import { Emitter } from '../../src/base/event';
import { silentLog } from '../../src/base/log';
import { compileCatalog } from '../../src/registry/catalog';
import { readRegistryFile } from '../../src/registry/registry-file';
import type { BindingState } from '../../src/vscode/session/binding';
import { systemClock } from '../../src/vscode/clock';
import { commands, settings } from '../../src/vscode/ids';
import type { RegistryKnowledge } from '../../src/view/registry/registry-knowledge';
import { RegistryStore } from '../../src/vscode/language/registry-store';
import { NoSessionError, type Sessions } from '../../src/vscode/session/session';
import { between } from './between';
import { until } from './world';

const { STACK_MOXIE_API: address = '', STACK_MOXIE_TOKEN = '', STACK_MOXIE_ORGANIZATION: uuid = '' } = process.env;
const binding = { account: { id: 'a', address, label: 'a', organizations: [] }, organization: { uuid, name: 'Acme' } };
const bound: BindingState = { kind: 'bound', binding };
const signedOut: BindingState = { kind: 'signedOut' };
const folder = (): vscode.Uri => {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(uri, 'the demonstration workspace is open');
  return uri;
};
const document = (name = 'a.crank.yml'): vscode.Uri => vscode.Uri.joinPath(folder(), name);
const fetches = (): number => between().seen.filter((request) => request === 'GET /registry').length;
const cogs = ({ catalog }: RegistryKnowledge): readonly string[] => [...(catalog?.cogs.keys() ?? [])];

/** A window's registries over a disk of the test's, with the real client and the real sandbox. */
function open(storage: string) {
  const changed = new Emitter<undefined>();
  const world = { state: bound, last: undefined as string | undefined };
  const api = createApi({
    baseUrl: address,
    token: { token: () => Promise.resolve(STACK_MOXIE_TOKEN) },
    fetch: async (url, init) => (await import('../../src/api/http/node-fetch')).fetch(url, init),
    clock: systemClock,
    log: silentLog,
    observe: () => undefined,
  });
  const sessions = {
    onDidChange: changed.event,
    bindings: { of: () => Promise.resolve(world.state), lastOrganization: () => world.last },
    forBinding: () => Promise.resolve({ api }),
    learnName: () => Promise.resolve(),
  } as unknown as Sessions;
  const registries = new RegistryStore({
    sessions,
    storage: vscode.Uri.file(storage),
    clock: systemClock,
    log: silentLog,
    compile: (entries) => compileCatalog(entries, systemClock),
    readFile: (text) => Promise.resolve(readRegistryFile(text)),
  });
  const known = (what: string, look: (knowledge: RegistryKnowledge) => boolean): Promise<RegistryKnowledge> =>
    until(what, () => {
      const knowledge = registries.knowledge(document());
      return look(knowledge) ? knowledge : undefined;
    });
  const settled = (): Promise<RegistryKnowledge> =>
    known('the registry is known', ({ busy, catalog }) => !busy && catalog !== undefined);
  return { registries, world, changed, known, settled };
}

describe('the registry', () => {
  let storage = '';
  const windows: RegistryStore[] = [];
  const openWindow = (): ReturnType<typeof open> => {
    const window = open(storage);
    windows.push(window.registries);
    return window;
  };
  const copies = (): readonly string[] => readdirSync(storage).map((name) => join(storage, name));
  const configure = async (files: readonly string[] | undefined): Promise<void> => {
    await vscode.workspace
      .getConfiguration(undefined, folder())
      .update(settings.registryFiles, files, vscode.ConfigurationTarget.Workspace);
  };
  beforeEach(() => {
    storage = mkdtempSync(join(tmpdir(), 'registry-'));
    between().reset();
  });
  afterEach(async () => {
    windows.splice(0).forEach((window) => window.dispose());
    await configure(undefined);
    between().reset();
    rmSync(storage, { recursive: true, force: true });
  });

  it('is fetched once for several documents, and kept as a whole', async () => {
    const { registries, settled } = openWindow();
    assert.equal(fetches(), 0);
    await Promise.all(['a', 'b', 'c'].map((name) => registries.need(document(`${name}.crank.yml`))));
    const { origin, catalog } = await settled();
    assert.ok(catalog && catalog.cogs.size > 2);
    assert.equal(origin?.organization, 'Acme');
    await registries.need(document('d.crank.yml'));
    assert.equal(fetches(), 1);
    assert.equal(copies().length, 1);
    assert.match(copies()[0] ?? '', /registry-\w+.[0-9a-f]{24}-[0-9a-f]{24}\.json$/);
    assert.doesNotMatch(readFileSync(copies()[0] ?? '', 'utf8'), new RegExp(STACK_MOXIE_TOKEN));
  });

  it('comes from disk where the API cannot be reached, and signed out; of another organization, it does not', async () => {
    const first = await openWindow().settled();
    between().rule = () => ({ reset: 'before' });
    between().seen.length = 0;
    const again = await openWindow().settled();
    assert.deepEqual(cogs(again), cogs(first));
    assert.equal(again.origin?.fetchedAt, first.origin?.fetchedAt);

    const out = openWindow();
    out.world.state = signedOut;
    const last = await out.settled();
    assert.equal(last.binding, 'signedOut');
    assert.equal(last.origin?.organization, 'Acme');
    await assert.rejects(out.registries.refresh(document()), NoSessionError);
    out.world.last = '22222222-2222-4222-8222-222222222222';
    out.changed.fire(undefined);
    assert.equal((await out.registries.need(document())).catalog, undefined);
    assert.equal(fetches(), 0);
  });

  it('is fetched anew where the copy on disk is broken, and the copy replaced', async () => {
    await openWindow().settled();
    const [copy = ''] = copies();
    const whole = readFileSync(copy, 'utf8');
    writeFileSync(copy, whole.slice(0, whole.length / 2));
    await openWindow().settled();
    assert.equal(fetches(), 2);
    await until('the copy is whole again', () => readFileSync(copy, 'utf8').length === whole.length);
    assert.equal(copies().length, 1);
  });

  it('that is older than a day serves at once and is fetched in the background; where that fails it still serves', async () => {
    await openWindow().settled();
    const [copy = ''] = copies();
    const old = readFileSync(copy, 'utf8').replace(
      /"fetchedAt":\d+/,
      `"fetchedAt":${String(Date.now() - 25 * 3_600_000)}`,
    );
    writeFileSync(copy, old);
    between().rule = ({ path }) =>
      path === '/registry' ? { status: 403, body: '{"name":"Forbidden","message":"No."}' } : undefined;
    const { known, registries } = openWindow();
    const failed = await known('the fetch has failed', ({ failure, busy }) => failure !== undefined && !busy);
    assert.ok(failed.catalog);
    assert.ok(Date.now() - (failed.origin?.fetchedAt ?? 0) > 24 * 3_600_000);
    between().reset();
    const { before, after } = await registries.refresh(document());
    assert.equal(after.catalog, before.catalog, 'the same content is compiled once');
    assert.ok(Date.now() - (after.origin?.fetchedAt ?? 0) < 60_000);
    assert.equal(after.failure, undefined);
  });

  it("takes cogs from files that a setting names, on top of the organization's; changed files are read again", async () => {
    const { known, settled } = openWindow();
    const [name = ''] = cogs(await settled());
    const step = {
      stepId: 'Send',
      name: 'Send a fax',
      type: 0,
      expression: 'send a fax to (?<number>.+)',
      expectedFieldsList: [],
      expectedRecordsList: [],
    };
    const entry = (cog: string): object => ({ name: cog, label: 'Fax', version: '9.9.9', stepDefinitionsList: [step] });
    const absolute = join(storage, 'own.json');
    writeFileSync(absolute, JSON.stringify(entry(name)));
    await vscode.workspace.fs.writeFile(document('fax.json'), Buffer.from(JSON.stringify([entry('acme/fax')])));
    await configure(['fax.json', absolute, 'missing.json']);
    const both = await known(
      'both files are read',
      ({ catalog }) => catalog?.cogs.has('acme/fax') === true && catalog.cogs.get(name)?.version === '9.9.9',
    );
    assert.deepEqual(
      both.catalog?.cogs.get(name)?.steps.map(({ stepId }) => stepId),
      ['Send'],
    );
    assert.deepEqual(both.fileProblems, [{ file: 'missing.json', problem: 'The file does not exist.' }]);

    await vscode.workspace.fs.writeFile(document('fax.json'), Buffer.from('{'));
    const broken = await known('the broken file is noticed', ({ fileProblems }) => fileProblems.length === 2);
    assert.equal(broken.catalog?.cogs.has('acme/fax'), false);
    await vscode.workspace.fs.delete(document('fax.json'));
    assert.ok(
      await known(
        'the deleted file is noticed',
        ({ fileProblems }) => fileProblems.filter(({ problem }) => problem === 'The file does not exist.').length === 2,
      ),
    );
  });

  it('names the definitions that cannot be said', async () => {
    const spoil = (body: string): string => {
      const entries = JSON.parse(body) as { stepDefinitionsList: { expression: string }[] }[];
      entries[0]!.stepDefinitionsList[0]!.expression = '(';
      return JSON.stringify(entries);
    };
    between().rule = ({ path }) => (path === '/registry' ? { change: spoil } : undefined);
    const { catalog } = await openWindow().settled();
    assert.equal(catalog?.unusable.length, 1);
    assert.match(catalog.unusable[0]?.reason ?? '', /Invalid regular expression|Unterminated group/);
  });
});

describe('the registry in the window', () => {
  beforeEach(() => between().reset());
  afterEach(async () => {
    between().reset();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is asked for once by Refresh Registry', async () => {
    await vscode.commands.executeCommand(commands.refreshRegistry);
    assert.equal(fetches(), 1);
  });

  it('that cannot be refreshed is told of, and Retry refreshes it', async () => {
    between().rule = ({ path }) => (path === '/registry' ? { reset: 'before' } : undefined);
    const real = vscode.window.showErrorMessage;
    const shown: string[] = [];
    const retryOnce = (text: string, ...items: readonly vscode.MessageItem[]): Promise<unknown> => {
      shown.push(text);
      between().rule = () => undefined;
      between().seen.length = 0;
      return Promise.resolve(items[0]);
    };
    Object.defineProperty(vscode.window, 'showErrorMessage', { value: retryOnce, configurable: true, writable: true });
    try {
      await vscode.commands.executeCommand(commands.refreshRegistry);
      await until('the registry was asked for again', () => fetches() === 1);
      assert.equal(shown.length, 1);
      assert.match(shown[0] ?? '', /^Cannot reach /);
    } finally {
      Object.defineProperty(vscode.window, 'showErrorMessage', { value: real, configurable: true, writable: true });
    }
  });

  it('is shown as a document', async () => {
    await vscode.commands.executeCommand(commands.showRegistry);
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.scheme, 'stackmoxie-registry');
    assert.match(shown.getText(), /^Registry of Acme, fetched [^\n]+\n\d+ cogs, \d+ steps\n/);
  });
});
