import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import { t } from '../../base/localize';
import type { RegistryEntryPayload } from '../../wire/registry';
import { registryFiles } from '../settings';
import type { FileProblem } from '../../view/registry/registry-knowledge';

/** What a folder's registry files hold, in the setting's order. */
export interface FileEntries {
  readonly entries: readonly RegistryEntryPayload[];
  readonly problems: readonly FileProblem[];
  /** Another text has another one. */
  readonly hash: string;
}

/** Reads the text of a registry file; the first call loads the language's bundle. */
export type ReadRegistryFile = (
  text: string,
) => Promise<{ readonly entries: readonly RegistryEntryPayload[]; readonly problems: readonly string[] }>;

/** The registry files that a folder's setting names, watched. */
export class RegistryFiles implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<undefined>());
  /** Fires when one of the files has become another, has come or has gone. */
  readonly onDidChange: Event<undefined> = this.#changed.event;
  #watchers = this.#store.add(new DisposableStore());
  #watched = '';

  constructor(
    private readonly folder: vscode.Uri | undefined,
    private readonly parse: ReadRegistryFile,
  ) {}

  /** Reads the setting and the files. Never rejects: what cannot be read is a problem. */
  async read(): Promise<FileEntries> {
    const files = registryFiles(this.folder);
    const uris = files.map((file) => fileUri(file, this.folder));
    this.#watch(uris.filter((uri) => uri !== undefined));
    const hash = createHash('sha256');
    const read = await Promise.all(files.map((file, index) => this.#readOne(file, uris[index])));
    for (const { text } of read) hash.update(`${String(text.length)}\n${text}`);
    return {
      entries: read.flatMap(({ entries }) => entries),
      problems: read.flatMap(({ problems }) => problems),
      hash: hash.digest('hex'),
    };
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #readOne(
    file: string,
    uri: vscode.Uri | undefined,
  ): Promise<Omit<FileEntries, 'hash'> & { readonly text: string }> {
    const problem = (
      words: string,
    ): { readonly entries: []; readonly problems: readonly FileProblem[]; readonly text: string } => ({
      entries: [],
      problems: [{ file, problem: words }],
      text: '',
    });
    if (!uri) return problem(t('The path is relative, but no folder is open.'));
    let text: string;
    try {
      text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch (error) {
      const isMissing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      return problem(isMissing ? t('The file does not exist.') : t('The file cannot be read.'));
    }
    const { entries, problems } = await this.parse(text);
    return { entries, problems: problems.map((words) => ({ file, problem: words })), text };
  }

  #watch(uris: readonly vscode.Uri[]): void {
    const wanted = uris.join('\n');
    if (wanted === this.#watched) return;
    this.#watched = wanted;
    this.#watchers.dispose();
    this.#watchers = this.#store.add(new DisposableStore());
    for (const uri of uris) this.#watchOne(uri);
  }

  #watchOne(uri: vscode.Uri): void {
    // The whole folder, not below: the file's name might hold what a pattern takes for its own.
    const watcher = this.#watchers.add(
      vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '*')),
    );
    const tell = (changed: vscode.Uri): void => {
      if (changed.path === uri.path) this.#changed.fire(undefined);
    };
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      this.#watchers.add(event(tell));
  }
}

function fileUri(file: string, folder: vscode.Uri | undefined): vscode.Uri | undefined {
  if (!isAbsolute(file)) return folder && vscode.Uri.joinPath(folder, file.replaceAll('\\', '/'));
  // On a machine that is elsewhere, a path is one of that machine.
  return folder && folder.scheme !== 'file' ? folder.with({ path: file }) : vscode.Uri.file(file);
}
