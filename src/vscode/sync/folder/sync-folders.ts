import * as vscode from 'vscode';
import type { Cancellation } from '../../../base/cancellation';
import type { Clock } from '../../../base/clock';
import { DisposableStore, type Disposable } from '../../../base/dispose';
import { Emitter, type Event } from '../../../base/event';
import { t } from '../../../base/localize';
import type { Log } from '../../../base/log';
import { plainName } from '../../../base/plain-text';
import type { Catalog } from '../../../registry/catalog';
import { SyncEngine } from '../../../sync/engine';
import type { CloudPort } from '../../../sync/model/ports';
import { present } from '../../../sync/model/present';
import { RememberedCloud } from '../../../sync/plan/remembered-cloud';
import { withFiles, type Status } from '../../../sync/plan/status';
import { ItemTurns } from '../../../sync/plan/turns';
import type { Listing } from '../../../view/row-mark';
import type { Listed, Scenario } from '../../../wire/records';
import { withProgress } from '../../report';
import type { Session, Sessions } from '../../session/session';
import { workspaceFolderOf } from '../../workspace-folder';
import { EditorFiles } from './editor-files';
import { NodeFiles } from '../files/node-files';
import { NodeStore } from '../files/node-store';

/** What push and pull need of the rest of the extension. */
export interface SyncFoldersWorld {
  readonly sessions: Sessions;
  /** The cloud of a session's organization. */
  readonly openCloud: (session: Session) => CloudPort;
  /** What is known of the cogs where a folder lies; `need` looks for it. */
  readonly registries: {
    knowledge(uri: vscode.Uri): { readonly catalog: Catalog | undefined };
    need(uri: vscode.Uri): Promise<unknown>;
  };
  readonly clock: Clock;
  readonly log: Log;
}

export interface RefreshOptions {
  readonly cancellation?: Cancellation;
  /** Scenarios that were listed just now. */
  readonly known?: Listed<Scenario>;
  /** Only these files are looked at, or all, and held against the cloud as it was listed last; it is asked only where nothing is known. */
  readonly local?: ReadonlySet<string> | 'all';
}

/** A workspace folder that is bound to an organization. */
export interface SyncFolder {
  readonly uri: vscode.Uri;
  readonly name: string;
  /** The organization: its name for prompts, whether it is a sandbox. */
  readonly session: Session;
  readonly engine: SyncEngine;
  /** As it was seen last; `undefined` before the first look. */
  readonly status: Status | undefined;
  /** When the cloud was listed last, in Unix milliseconds. */
  readonly listedAt: number | undefined;
  /** What the organization held then, with what was written since. */
  readonly listing: Listing | undefined;
  /** Whether a local look makes no request. */
  readonly knowsCloud: boolean;
  /** Throws where the folder has another account or organization by now than this one: what was asked about is not what would change. */
  stillOwner(): Promise<void>;
  /** Looks again. Throws what the API throws. */
  refresh(options?: RefreshOptions): Promise<Status>;
  /** The path of a file below the folder, with `/` between its parts. */
  pathOf(uri: vscode.Uri): string | undefined;
  uriOf(path: string): vscode.Uri;
}

/** What is behind a folder while its organization stays the same. */
interface Binding {
  readonly session: Session;
  readonly engine: SyncEngine;
  readonly cloud: RememberedCloud;
}

interface BoundFolderWorld {
  readonly stillOwner: (session: Session) => Promise<void>;
  readonly changed: (folder: SyncFolder) => void;
}

class BoundFolder implements SyncFolder {
  readonly uri: vscode.Uri;
  readonly name: string;
  /** What is learnt of the organization makes another session of the same API. */
  session: Session;
  readonly engine: SyncEngine;
  readonly #cloud: RememberedCloud;
  #status: Status | undefined;

  constructor(
    { uri, name }: vscode.WorkspaceFolder,
    { session, engine, cloud }: Binding,
    private readonly world: BoundFolderWorld,
  ) {
    this.uri = uri;
    this.name = name;
    this.session = session;
    this.engine = engine;
    this.#cloud = cloud;
  }

  get status(): Status | undefined {
    return this.#status;
  }

  get listedAt(): number | undefined {
    return this.#cloud.listedAt;
  }

  get listing(): Listing | undefined {
    const { last, listedAt: at } = this.#cloud;
    return last && at !== undefined ? { folders: last.named.folders, scenarios: last.known, at } : undefined;
  }

  get knowsCloud(): boolean {
    return this.#cloud.last !== undefined;
  }

  async refresh({ cancellation, known, local }: RefreshOptions = {}): Promise<Status> {
    const last = local ? this.#cloud.last : undefined;
    const before = this.#status;
    const only = last && before && local !== 'all' ? local : undefined;
    const seen = await this.engine.status(present({ known, ...last, only, cancellation }));
    // Another look may have ended meanwhile: what a look at a few files does not tell is taken from there.
    const status = only && this.#status ? withFiles(this.#status, seen) : seen;
    this.#status = status;
    this.world.changed(this);
    return status;
  }

  stillOwner(): Promise<void> {
    return this.world.stillOwner(this.session);
  }

  pathOf(uri: vscode.Uri): string | undefined {
    const base = `${this.uri.path.replace(/\/$/, '')}/`;
    return uri.scheme === this.uri.scheme && uri.authority === this.uri.authority && uri.path.startsWith(base)
      ? uri.path.slice(base.length)
      : undefined;
  }

  uriOf(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.uri, path);
  }
}

/** The workspace's folders, each with the organization that it is bound to now. */
export class SyncFolders implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<SyncFolder>());
  /** Fires when a folder's status has become known. */
  readonly onDidChange: Event<SyncFolder> = this.#changed.event;
  readonly #rebound = this.#store.add(new Emitter<undefined>());
  /** Fires when folders may be bound to other organizations: what is shown of them is no longer sure. */
  readonly onDidRebind: Event<undefined> = this.#rebound.event;
  readonly #folders = new Map<string, BoundFolder>();
  /** By the folder's address: whatever engine works on it, one item is one command's at a time. */
  readonly #turns = new Map<string, ItemTurns>();
  /** The organizations that were asked, by the API that they are asked of. */
  readonly #probed = new WeakMap<Session['api'], Set<string>>();

  constructor(private readonly world: SyncFoldersWorld) {
    this.#store.add(world.sessions.onDidChange(() => this.#rebound.fire(undefined)));
    this.#store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.#rebound.fire(undefined)));
  }

  /** The folder of a file, or the first. Throws where there is none on this machine's disk, and `NoSessionError` where it has no organization. */
  async at(uri: vscode.Uri | undefined): Promise<SyncFolder> {
    const folder = workspaceFolderOf(uri);
    if (!folder) throw new Error(t('Open a folder to work with scenario files.'));
    if (folder.uri.scheme !== 'file') throw new Error(t('Push and pull need a folder on a local disk.'));
    await this.world.sessions.bindings.ready;
    const state = await this.world.sessions.bindings.of(folder.uri);
    const session =
      state.kind === 'bound'
        ? await this.world.sessions.forBinding(state.binding, folder.uri)
        : await this.#missing(folder);
    await this.world.registries.need(folder.uri);
    return this.#open(folder, session);
  }

  /** As `at`, and the organization has its name and is known to be a sandbox or not, as prompts tell it; asks the API once for that. */
  async probed(uri: vscode.Uri | undefined): Promise<SyncFolder> {
    const { session } = await this.at(uri);
    const probed = this.#probed.get(session.api) ?? new Set();
    if (probed.has(session.organization)) return this.at(uri);
    await this.world.sessions.learnName(session);
    // What fails here fails again where it is asked for, and is told there.
    const answer = await session.api.folders.list(session.organization).catch(() => undefined);
    if (answer) this.#probed.set(session.api, probed.add(session.organization));
    return this.at(uri);
  }

  /** Those that are bound, on this machine's disk. */
  async all(): Promise<readonly SyncFolder[]> {
    const found = await Promise.all(
      (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => this.at(uri).catch(() => undefined)),
    );
    return found.filter((folder) => folder !== undefined);
  }

  /** As `all`, and each organization has its name, as `probed` has it. */
  async allProbed(): Promise<readonly SyncFolder[]> {
    const found = await Promise.all((await this.all()).map(({ uri }) => this.probed(uri).catch(() => undefined)));
    return found.filter((folder) => folder !== undefined);
  }

  dispose(): void {
    this.#folders.clear();
    this.#store.dispose();
  }

  /** Throws the error of the session's own bundle, which is told with what helps; never takes the organization of another folder. */
  async #missing({ name }: vscode.WorkspaceFolder): Promise<never> {
    await this.world.sessions.require();
    throw new Error(
      t('The folder {0} has no organization yet. Open one of its files and choose “Switch Organization”.', name),
    );
  }

  #open(folder: vscode.WorkspaceFolder, session: Session): SyncFolder {
    const key = `${folder.uri.toString()}\n${session.binding.account.id}\n${session.organization}`;
    const known = this.#folders.get(key);
    if (known?.session.api === session.api) {
      known.session = session;
      return known;
    }
    const { registries, clock, openCloud, sessions } = this.world;
    const { binding, organization } = session;
    const stillOwner = (asked: Session): Promise<void> => sessions.stillOwner(asked);
    const cloud = new RememberedCloud(openCloud(session), clock);
    const turns = this.#turns.get(folder.uri.toString()) ?? new ItemTurns();
    this.#turns.set(folder.uri.toString(), turns);
    const engine = new SyncEngine({
      files: new EditorFiles(folder.uri, new NodeFiles(folder.uri.fsPath)),
      store: new NodeStore(folder.uri.fsPath),
      cloud,
      turns,
      clock,
      owner: {
        owner: { account: binding.account.id, organization, folder: folder.uri.toString() },
        check: () => bound.stillOwner(),
      },
      language: () => ({ catalog: registries.knowledge(folder.uri).catalog, now: clock.now() }),
      whileLooking: (name, look) => {
        const scenario = plainName(name, '');
        const title = t('The answer was lost. Checking “{0}” in {1}…', scenario, session.name);
        return withProgress(title, 'cancellable', (_, cancellation) => look(cancellation));
      },
    });
    const bound: BoundFolder = new BoundFolder(
      folder,
      { session, engine, cloud },
      { stillOwner, changed: (changed) => this.#changed.fire(changed) },
    );
    this.#folders.set(key, bound);
    return bound;
  }
}
