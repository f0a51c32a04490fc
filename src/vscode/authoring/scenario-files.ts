import { watchScenarioFiles, findScenarioFiles } from '../scenario-files';
import * as vscode from 'vscode';
import type { Cancellation } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import { DisposableStore, type Disposable } from '../../base/dispose';
import type { Log } from '../../base/log';
import { mapConcurrent } from '../../base/map-concurrent';
import { openScenario, type LiveScenario } from '../../language/check/live-scenario';
import { decodeUtf8 } from '../utf8';

/** A scenario file of the workspace as it is now: in its editor where it is open, else on disk. */
export interface ScenarioFile {
  readonly uri: vscode.Uri;
  readonly text: string;
  /** Read with `OpenScenarios.knowledge(uri)`, as all others do: what is derived is kept. */
  readonly live: LiveScenario;
}

/** All scenario files of the workspace. While a file stays the same, so does its `ScenarioFile`. */
export interface ScenarioFiles {
  /** In the order of their addresses. Cancelled, it gives those that are known by then. Files that cannot be read are left out. */
  all(cancellation: Cancellation): Promise<readonly ScenarioFile[]>;
}

/** Files that are looked at together. */
const atOnce = 8;
/** How long a look at a file, or at the list of them, counts where no watcher tells of changes: some folders are watched by nobody. Milliseconds. */
const trustMs = 30_000;
/** Larger files are none that a person writes. Bytes. */
const mostBytes = 4_000_000;

/** A file as it was on disk. */
interface Kept {
  readonly version: string;
  readonly file: ScenarioFile | undefined;
  readonly seenAt: number;
}

interface List {
  readonly uris: readonly vscode.Uri[];
  readonly seenAt: number;
}

interface OpenFiles {
  readonly documents: readonly vscode.TextDocument[];
  live(document: vscode.TextDocument): LiveScenario;
}

/** Reads the workspace's scenario files when somebody first asks for them, and from then on only those that change. */
export class WorkspaceScenarios implements ScenarioFiles, Disposable {
  readonly #store = new DisposableStore();
  readonly #kept = new Map<string, Kept>();
  readonly #open = new WeakMap<vscode.TextDocument, { readonly version: number; readonly file: ScenarioFile }>();
  #list: List | undefined;
  #isWatching = false;

  constructor(
    private readonly scenarios: OpenFiles,
    private readonly world: { readonly clock: Clock; readonly log: Log },
  ) {}

  async all(cancellation: Cancellation): Promise<readonly ScenarioFile[]> {
    this.#watch();
    const uris = await this.#uris();
    await this.#lookAtAll(uris, cancellation);
    const files = new Map(
      uris.flatMap((uri) => this.#kept.get(uri.toString())?.file ?? []).map((file) => [file.uri.toString(), file]),
    );
    for (const document of this.scenarios.documents)
      if (isOfAuthor(document)) files.set(document.uri.toString(), this.#openFile(document));
    return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
  }

  dispose(): void {
    this.#kept.clear();
    this.#store.dispose();
  }

  #watch(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const watcher = this.#store.add(watchScenarioFiles());
    const forgetList = (): void => void (this.#list = undefined);
    this.#store.add(watcher.onDidChange((uri) => this.#doubt(uri)));
    this.#store.add(watcher.onDidCreate((uri) => this.#doubt(uri)));
    this.#store.add(watcher.onDidCreate(forgetList));
    this.#store.add(watcher.onDidDelete(forgetList));
    this.#store.add(vscode.workspace.onDidChangeWorkspaceFolders(forgetList));
  }

  #doubt(uri: vscode.Uri): void {
    const kept = this.#kept.get(uri.toString());
    if (kept) this.#kept.set(uri.toString(), { ...kept, version: '', seenAt: -Infinity });
  }

  async #uris(): Promise<readonly vscode.Uri[]> {
    if (this.#list && this.#isRecent(this.#list)) return this.#list.uris;
    const uris = await findScenarioFiles();
    this.#list = { uris, seenAt: this.world.clock.now() };
    const names = new Set(uris.map(String));
    for (const name of this.#kept.keys()) if (!names.has(name)) this.#kept.delete(name);
    return uris;
  }

  #isRecent({ seenAt }: { readonly seenAt: number }): boolean {
    return this.world.clock.now() - seenAt < trustMs;
  }

  async #lookAtAll(uris: readonly vscode.Uri[], cancellation: Cancellation): Promise<void> {
    const doubtful = uris.filter((uri) => !this.#isRecent(this.#kept.get(uri.toString()) ?? never));
    await mapConcurrent(doubtful, (uri) => this.#look(uri), { atOnce, cancellation });
  }

  async #look(uri: vscode.Uri): Promise<void> {
    const name = uri.toString();
    const before = this.#kept.get(name);
    // What changes while it is read was read too early.
    const seenAt = this.world.clock.now();
    try {
      const { mtime, size } = await vscode.workspace.fs.stat(uri);
      const version = `${String(mtime)} ${String(size)}`;
      if (before?.version === version) this.#kept.set(name, { ...before, seenAt });
      else {
        const file = size > mostBytes ? undefined : await readScenario(uri, before?.file);
        this.#kept.set(name, { version, file, seenAt });
      }
    } catch (error) {
      this.#kept.delete(name);
      this.world.log.debug(
        `A scenario file could not be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  #openFile(document: vscode.TextDocument): ScenarioFile {
    const before = this.#open.get(document);
    if (before?.version === document.version) return before.file;
    const file = { uri: document.uri, text: document.getText(), live: this.scenarios.live(document) };
    this.#open.set(document, { version: document.version, file });
    return file;
  }
}

const never = { seenAt: -Infinity };

/** Whether a document is what its author writes, and no picture of it: of its past in git, or of what is in the cloud. */
function isOfAuthor({ uri }: vscode.TextDocument): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return (
    uri.scheme === 'untitled' || uri.scheme === 'file' || folders.some((folder) => folder.uri.scheme === uri.scheme)
  );
}

/** `undefined` for a file that neither is UTF-8 nor is read exactly by the editor: an edit of it would destroy it. */
async function readScenario(uri: vscode.Uri, before: ScenarioFile | undefined): Promise<ScenarioFile | undefined> {
  const text = await decode(uri, await vscode.workspace.fs.readFile(uri));
  if (text === undefined) return undefined;
  if (before?.text === text) return before;
  let live: LiveScenario | undefined;
  return {
    uri,
    text,
    get live() {
      return (live ??= openScenario(text));
    },
  };
}

/** A text as the editor shows it: without a byte order mark, and in the encoding of its settings where it is not UTF-8. */
async function decode(uri: vscode.Uri, bytes: Uint8Array): Promise<string | undefined> {
  const text = decodeUtf8(bytes)?.replace(/^\ufeff/, '');
  if (text !== undefined) return text;
  const shown = await vscode.workspace.decode(bytes, { uri });
  return shown.includes('\ufffd') ? undefined : shown;
}
