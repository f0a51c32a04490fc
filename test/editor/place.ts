import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Summary } from '../../src/sync/apply/summary';
import { commands } from '../../src/vscode/ids';
import { between } from './between';
import { MessagesHeard } from './messages-heard';
import { ask } from './world';

const send = <T>(method: string, path: string, body?: object): Promise<T> =>
  sendAnywhere<T>(method, `/${process.env['STACK_MOXIE_ORGANIZATION'] ?? ''}${path}`, body);

/** Asks something of the sandbox itself, past what stands between. @param path with the organization */
export async function sendAnywhere<T>(method: string, path: string, body?: object): Promise<T> {
  const { TEST_API = '', STACK_MOXIE_TOKEN = '' } = process.env;
  const headers = { authorization: `Bearer ${STACK_MOXIE_TOKEN}`, 'content-type': 'application/json' };
  const answer = await fetch(`${TEST_API}/v1/organizations${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  assert.ok(answer.ok, `${method} ${path}: ${String(answer.status)} ${await answer.clone().text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** A directory of the workspace in which a test may do what it likes, and the scenarios that it made; both are gone afterwards. */
export class Place {
  readonly #made = new Set<number>();
  #before: ReadonlySet<string> | undefined;

  get root(): vscode.Uri {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, 'a folder is open');
    return folder.uri;
  }

  uri(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.root, path);
  }

  async write(path: string, text: string): Promise<string> {
    await vscode.workspace.fs.writeFile(this.uri(path), Buffer.from(text));
    return path;
  }

  async read(path: string): Promise<string> {
    return Buffer.from(await vscode.workspace.fs.readFile(this.uri(path))).toString();
  }

  /** Runs a command of ours and gives what it gives. */
  async run<T = Summary>(id: string, ...args: readonly unknown[]): Promise<T | undefined> {
    return vscode.commands.executeCommand<T | undefined>(id, ...args);
  }

  /** Creates the scenario of a file. @returns its number */
  async create(path: string): Promise<number> {
    const summary = await this.run(commands.createInCloud, this.uri(path), { answers: { folder: null } });
    const [result] = summary?.results ?? [];
    assert.equal(result?.outcome, 'done', result?.reason);
    assert.ok(result.id !== undefined);
    this.#made.add(result.id);
    return result.id;
  }

  /** Scenarios that commands created go with `clean`. */
  owns(...ids: readonly number[]): void {
    for (const id of ids) this.#made.add(id);
  }

  async colleagueDeletes(id: number): Promise<void> {
    await send('DELETE', `/scenarios/${String(id)}`);
  }

  async colleagueRemovesFolder(id: number): Promise<void> {
    await send('DELETE', `/folders/${String(id)}`);
  }

  /** A colleague's new scenario. */
  async colleagueCreates(input: object): Promise<number> {
    const { id } = await send<{ readonly id: number }>('POST', '/scenarios', input);
    this.#made.add(id);
    return id;
  }

  /** A colleague's change. */
  async change(id: number, changes: object): Promise<void> {
    await send('PATCH', `/scenarios/${String(id)}`, changes);
  }

  /** A colleague changes a text in a scenario's steps. */
  async colleagueTypes(id: number, from: string, to: string): Promise<void> {
    const { definition } = await this.scenario(id);
    const text = JSON.stringify(definition);
    assert.ok(text.includes(from), `${from} is in ${text}`);
    await this.change(id, { definition: JSON.parse(text.replaceAll(from, to)) as object });
  }

  async scenario<T = { readonly name: string; readonly definition: { readonly steps: readonly object[] } }>(
    id: number,
  ): Promise<T> {
    return ask<T>(`/scenarios/${String(id)}`);
  }

  /** Types in an editor, and does not save. */
  async type(document: vscode.TextDocument, from: string, to: string): Promise<void> {
    const start = document.getText().indexOf(from);
    assert.ok(start >= 0, `${from} is there`);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)),
      to,
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  /** Notes what is there: all that comes later goes with `clean`. */
  async begin(): Promise<void> {
    this.#before = new Set((await vscode.workspace.fs.readDirectory(this.root)).map(([name]) => name));
  }

  async clean(): Promise<void> {
    await vscode.commands.executeCommand(commands.cancelPreview);
    await vscode.commands.executeCommand('workbench.action.files.saveAll');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const names = (await vscode.workspace.fs.readDirectory(this.root)).map(([name]) => name);
    for (const name of names.filter((one) => this.#before?.has(one) === false))
      await vscode.workspace.fs.delete(this.uri(name), { recursive: true });
    for (const id of this.#made) await send('DELETE', `/scenarios/${String(id)}`).catch(() => undefined);
    this.#made.clear();
  }
}

/** A place and an ear for messages for each test of a suite: nothing of one is left for the next. */
export function freshPlace(): { readonly place: Place; readonly heard: MessagesHeard } {
  const [place, heard] = [new Place(), new MessagesHeard()];
  beforeEach(async () => {
    between().reset();
    heard.listen();
    await place.begin();
  });
  afterEach(async () => {
    between().reset();
    heard.stop();
    await place.clean();
  });
  return { place, heard };
}
