import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { DisposableStore } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import { isRecord } from '../../base/json';
import { settings } from '../ids';
import { onDidChangeSettings, organizationSetting } from '../settings';
import type { Account, Accounts, KnownOrganization } from './accounts';

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
 * `stackMoxie.organization`, then the only choice there is.
 */
export class Bindings implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<BindingState>());
  readonly onDidChange: Event<BindingState> = this.#changed.event;
  #state: BindingState = { kind: 'signedOut' };
  #generation = 0;

  constructor(
    private readonly accounts: Accounts,
    private readonly memento: vscode.Memento,
  ) {
    const again = (): void => void this.refresh();
    this.#store.add(accounts.onDidChange(again));
    this.#store.add(onDidChangeSettings(settings.organization)(again));
    this.#store.add(vscode.window.onDidChangeActiveTextEditor(again));
    this.#store.add(vscode.workspace.onDidChangeWorkspaceFolders(again));
  }

  /** For the folder in use: the active editor's, else the first. */
  get state(): BindingState {
    return this.#state;
  }

  /** Binds the folder in use. */
  async bind(account: Account, organization: KnownOrganization): Promise<void> {
    await this.memento.update(keyFor(folderInUse()), { accountId: account.id, organization: organization.uuid } satisfies StoredBinding);
    await this.refresh();
  }

  /** Works the binding out again; tells when it has become another. */
  async refresh(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const state = await this.#compute();
    // A later refresh knows better.
    if (generation !== this.#generation || sameState(state, this.#state)) return;
    this.#state = state;
    this.#changed.fire(state);
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #compute(): Promise<BindingState> {
    const accounts = await this.accounts.list();
    const folder = folderInUse();
    const stored = readStored(this.memento.get(keyFor(folder)));
    const bound = accounts.find(({ id }) => id === stored?.accountId);
    if (bound && stored) return boundTo(bound, stored.organization);
    const [account] = accounts;
    if (!account) return { kind: 'signedOut' };
    const asked = organizationSetting(folder);
    if (asked !== '') return boundTo(accounts.find(({ organizations }) => organizations.some(({ uuid }) => uuid === asked)) ?? account, asked);
    const [organization] = account.organizations;
    return organization ? boundTo(account, organization.uuid) : { kind: 'noOrganization', account };
  }
}

function boundTo(account: Account, uuid: string): BindingState {
  const organization = account.organizations.find((known) => known.uuid === uuid) ?? { uuid, name: '' };
  return { kind: 'bound', binding: { account, organization } };
}

function folderInUse(): vscode.Uri | undefined {
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder = active && vscode.workspace.getWorkspaceFolder(active);
  return (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri;
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
  return name === '' ? uuid.slice(0, 8) : name;
}
