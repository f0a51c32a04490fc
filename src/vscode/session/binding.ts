import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { DisposableStore } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import { isRecord } from '../../base/json';
import { settings } from '../ids';
import { onDidChangeSettings, organizationSetting } from '../settings';
import { plainName } from '../../base/plain-text';
import type { Account, Accounts, KnownOrganization } from './accounts';
import { organizationIdIn } from '../../view/organization-id';

/** Whom we act as, and where: what the status bar and every prompt name. */
export interface Binding {
  readonly account: Account;
  readonly organization: KnownOrganization;
}

export type BindingState =
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'noOrganization'; readonly account: Account }
  | { readonly kind: 'bound'; readonly binding: Binding };

interface StoredBinding {
  readonly accountId: string;
  readonly organization: string;
}

const keyFor = (folder: vscode.Uri | undefined): string => `stackMoxie.binding.${folder?.toString() ?? 'window'}`;

function readStored(value: unknown): StoredBinding | undefined {
  if (!isRecord(value)) return undefined;
  const { accountId, organization } = value;
  return typeof accountId === 'string' && typeof organization === 'string' ? { accountId, organization } : undefined;
}

/**
 * Binds account and organization to workspace folders. What the user picked comes first, then the folder's setting
 * `stackMoxie.organization`, then what the environment names, then the only choice there is: where there are several,
 * the user is asked, for runs cost.
 */
export class Bindings implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<BindingState>());
  readonly onDidChange: Event<BindingState> = this.#changed.event;
  #state: BindingState = { kind: 'signedOut' };
  #generation = 0;
  #folder: vscode.Uri | undefined;
  /** The one that `#state` is of. */
  #boundFolder: vscode.Uri | undefined;
  /** Resolves once the accounts have been read; until then `state` tells nothing. */
  readonly ready: Promise<void>;

  constructor(
    private readonly accounts: Accounts,
    private readonly memento: vscode.Memento,
  ) {
    const again = (): void => void this.refresh();
    this.#store.add(accounts.onDidChange(again));
    this.#store.add(onDidChangeSettings(settings.organization)(again));
    this.#store.add(vscode.window.onDidChangeActiveTextEditor(again));
    this.#store.add(vscode.workspace.onDidChangeWorkspaceFolders(again));
    this.ready = this.refresh();
  }

  /** For the folder in use: the active editor's, else the first. */
  get state(): BindingState {
    return this.#state;
  }

  /** The folder that `state` is of; `undefined` where none is open. */
  get folder(): vscode.Uri | undefined {
    return this.#boundFolder;
  }

  /** For a given folder, whichever is in use; without one, for the folder in use. */
  async of(folder: vscode.Uri | undefined): Promise<BindingState> {
    return this.#compute(folder ?? this.#folderInUse());
  }

  /** The organization that a folder last had, or that its settings ask for, signed in or not; `undefined` where neither names one. */
  lastOrganization(folder: vscode.Uri | undefined): string | undefined {
    const place = folder ?? this.#folderInUse();
    return readStored(this.memento.get(keyFor(place)))?.organization ?? organizationIdIn(organizationSetting(place));
  }

  /** Binds the folder in use. */
  async bind(account: Account, organization: KnownOrganization): Promise<void> {
    await this.memento.update(keyFor(this.#folderInUse()), {
      accountId: account.id,
      organization: organization.uuid,
    } satisfies StoredBinding);
    await this.refresh();
  }

  /** Works the binding out again; tells when it has become another. */
  async refresh(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const folder = this.#folderInUse();
    const state = await this.#compute(folder);
    // A later refresh knows better.
    if (generation !== this.#generation) return;
    this.#boundFolder = folder;
    if (sameState(state, this.#state)) return;
    this.#state = state;
    this.#changed.fire(state);
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #compute(folder: vscode.Uri | undefined): Promise<BindingState> {
    const accounts = await this.accounts.list();
    const [first] = accounts;
    if (!first) return { kind: 'signedOut' };
    const stored = readStored(this.memento.get(keyFor(folder)));
    const bound = accounts.find(({ id }) => id === stored?.accountId);
    if (bound && stored) return boundTo(bound, stored.organization);
    const asked = organizationIdIn(organizationSetting(folder));
    if (asked !== undefined) return boundTo(accounts.find((account) => knows(account, asked)) ?? first, asked);
    const named = this.accounts.fromEnvironment;
    if (named) return boundTo(named.account, named.organization);
    const choices = accounts.flatMap((account) => account.organizations.map(({ uuid }) => ({ account, uuid })));
    const [only, ...others] = choices;
    // Another choice than the one that is gone is the user's to make.
    return only && others.length === 0 && !stored
      ? boundTo(only.account, only.uuid)
      : { kind: 'noOrganization', account: first };
  }

  /** The active editor's folder; an editor of no folder (settings, a cloud scenario) leaves the folder in use as it was. */
  #folderInUse(): vscode.Uri | undefined {
    const active = vscode.window.activeTextEditor?.document.uri;
    const folders = vscode.workspace.workspaceFolders ?? [];
    const folder = active && vscode.workspace.getWorkspaceFolder(active);
    const known = folders.find(({ uri }) => uri.toString() === this.#folder?.toString());
    this.#folder = (folder ?? known ?? folders[0])?.uri;
    return this.#folder;
  }
}

const knows = ({ organizations }: Account, uuid: string): boolean =>
  organizations.some((organization) => organization.uuid === uuid);

function boundTo(account: Account, uuid: string): BindingState {
  const organization = account.organizations.find((known) => known.uuid === uuid) ?? { uuid, name: '' };
  return { kind: 'bound', binding: { account, organization } };
}

function sameState(a: BindingState, b: BindingState): boolean {
  if (a.kind === 'signedOut' || b.kind === 'signedOut') return a.kind === b.kind;
  if (a.kind === 'noOrganization' || b.kind === 'noOrganization')
    return a.kind === 'noOrganization' && b.kind === 'noOrganization' && a.account.id === b.account.id;
  const [one, other] = [a.binding, b.binding];
  return (
    one.account.id === other.account.id &&
    one.account.address === other.account.address &&
    one.organization.uuid === other.organization.uuid &&
    one.organization.name === other.organization.name
  );
}

/** An organization's name; its id's beginning where it has none yet. */
export function organizationName({ name, uuid }: KnownOrganization): string {
  return plainName(name, uuid.slice(0, 8));
}
