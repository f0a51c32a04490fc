import type { Uri } from 'vscode';
import { isLoopback } from '../../api/http/address';
import type { Api } from '../../api/api';
import type { Cancellation } from '../../base/cancellation';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import { t } from '../../base/localize';
import type { Accounts } from './accounts';
import { organizationName, type Binding, type Bindings } from './binding';
import { WordedError } from '../../view/messages';
import type { DiagnosticLog } from '../log';

/** The API as one account sees it in one organization. */
export interface Session {
  readonly binding: Binding;
  readonly api: Api;
  /** The organization's UUID: the first argument of every operation. */
  readonly organization: string;
  /** What a person calls the organization. */
  readonly name: string;
  /** True only for an API on this machine whose every answer so far said that it is a sandbox; anything else costs money. */
  readonly isSandbox: boolean;
  /** The workspace folder that it was opened for; absent where no folder is open, and where only the organization counts. */
  readonly folder?: Uri | undefined;
}

/** Thrown where something was agreed to for an account and an organization that are not in use there any more. */
export class OwnerChangedError extends WordedError {
  override readonly name: string = 'OwnerChangedError';
  constructor(before: Binding, now: Binding) {
    const [asked, used] = ownersApart(before, now);
    super({
      text: t('This was about {0}, but {1} is now in use here. Nothing was changed.', asked, used),
      action: 'switchOrganization',
    });
  }
}

/** By their organizations, or where these are the same by their accounts. */
function ownersApart(before: Binding, now: Binding): readonly [string, string] {
  const words = ({ organization, account }: Binding): string =>
    t('{0} as {1}', organizationName(organization), account.label);
  return before.organization.uuid === now.organization.uuid
    ? [words(before), words(now)]
    : [organizationName(before.organization), organizationName(now.organization)];
}

/** Thrown where a command needs an organization and none is bound. */
export class NoSessionError extends Error {
  override readonly name = 'NoSessionError';
  constructor(readonly kind: 'signedOut' | 'noOrganization') {
    super(kind === 'signedOut' ? t('You are signed out.') : t('This folder has no organization yet.'));
  }
}

interface ApiAccess {
  /** The API's base address. */
  readonly address: string;
  readonly token: () => Promise<string | undefined>;
  /** Told of each answer. */
  readonly observe: (answer: { readonly isSandbox: boolean }) => void;
}

/** Makes an API client; the first call loads the client's bundle. */
export type OpenApi = (access: ApiAccess) => Promise<Api>;

/** Whether each answer so far said that it came from a sandbox; undefined before the first. */
interface Seen {
  sandbox: boolean | undefined;
}

interface Connection {
  readonly api: Api;
  readonly seen: Seen;
}

/** Gives the session of the folder in use, one connection per account. */
export class Sessions implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<undefined>());
  readonly #connections = new Map<string, Promise<Connection>>();
  /** Fires when accounts or the organization in use change, and when it becomes known whether the API is a sandbox. */
  readonly onDidChange: Event<undefined> = this.#changed.event;
  #sandboxes: ReadonlyMap<string, boolean> = new Map();

  constructor(
    private readonly accounts: Accounts,
    readonly bindings: Bindings,
    private readonly openApi: OpenApi,
    private readonly log: DiagnosticLog,
  ) {
    this.#store.add(bindings.onDidChange(() => this.#changed.fire(undefined)));
    // A token may have been replaced: what was learnt of the API is no longer sure, and what was refused may be given now.
    this.#store.add(accounts.onDidChangeTokens(() => this.#connections.clear()));
    this.#store.add(accounts.onDidChange(() => this.#changed.fire(undefined)));
  }

  /** The session of the folder in use. Throws `NoSessionError` where there is none. */
  async require(): Promise<Session> {
    await this.bindings.ready;
    const { state } = this.bindings;
    if (state.kind !== 'bound') throw new NoSessionError(state.kind);
    return this.forBinding(state.binding, this.bindings.folder);
  }

  /**
   * The one door before what a person agreed to is sent: a question may have been open for long. Throws an `OwnerChangedError`
   * where the session's folder has another account or organization by now, and a `NoSessionError` where it has none.
   */
  async stillOwner({ binding, folder }: Session): Promise<void> {
    const state = await this.bindings.of(folder);
    if (state.kind !== 'bound') throw new NoSessionError(state.kind);
    if (isSameOwner(binding, state.binding)) return;
    await this.learnName(await this.forBinding(state.binding));
    const now = await this.bindings.of(folder);
    throw new OwnerChangedError(binding, now.kind === 'bound' ? now.binding : state.binding);
  }

  /** The session in which an organization is known: the folder's own where it is bound to it. Throws `NoSessionError` where there is none. */
  async forOrganization(uuid: string): Promise<Session> {
    const session = await this.require();
    if (session.organization === uuid) return session;
    for (const account of await this.accounts.list()) {
      const organization = account.organizations.find((known) => known.uuid === uuid);
      if (organization) return this.forBinding({ account, organization });
    }
    throw new NoSessionError('noOrganization');
  }

  /**
   * A session to go on with after signing out and in: the same while its account is signed in, else another account's of
   * the same address and organization; `undefined` while there is none.
   */
  async renewed(session: Session): Promise<Session | undefined> {
    const { account, organization } = session.binding;
    if ((await this.accounts.token(account.id)) !== undefined) return this.forBinding(session.binding);
    const known = (await this.accounts.list()).find(
      (other) =>
        other.address === account.address && other.organizations.some(({ uuid }) => uuid === organization.uuid),
    );
    return known && this.forBinding({ account: known, organization });
  }

  /** @param folder the workspace folder that it is for */
  async forBinding(binding: Binding, folder?: Uri): Promise<Session> {
    const { api, seen } = await this.#connect(binding);
    return {
      binding,
      api,
      organization: binding.organization.uuid,
      name: organizationName(binding.organization),
      isSandbox: seen.sandbox === true,
      ...(folder ? { folder } : {}),
    };
  }

  /** Whether a binding's API has shown itself to be a sandbox, as far as is known now. */
  isSandbox(binding: Binding): boolean {
    return this.#sandboxes.get(binding.account.id) === true;
  }

  /**
   * Asks the API once, where nothing is known yet: `isSandbox` is then an answer and not a guess, and the organization has
   * its name, for prompts name both.
   */
  async probe(cancellation?: Cancellation): Promise<Session> {
    const { binding, folder } = await this.require();
    const connection = await this.#connect(binding);
    await this.learnName(await this.forBinding(binding));
    if (connection.seen.sandbox === undefined)
      await connection.api.folders.list(binding.organization.uuid, cancellation ? { cancellation } : {});
    const { state } = this.bindings;
    return this.forBinding(
      state.kind === 'bound' && isSameOwner(state.binding, binding) ? state.binding : binding,
      folder,
    );
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Learns the name of an organization that has none here yet, where the API tells it; never a reason to fail. */
  async learnName({ binding, api, organization }: Session): Promise<void> {
    if (binding.organization.name !== '') return;
    const name = await api.organizations.name(organization).catch(() => undefined);
    if (name === undefined) return;
    await this.accounts.rememberOrganization(binding.account.id, { uuid: organization, name });
    await this.bindings.refresh();
  }

  async #connect({ account }: Binding): Promise<Connection> {
    const known = this.#connections.get(account.id);
    if (known) return known;
    const opening = this.#open(account.id, account.address);
    this.#connections.set(account.id, opening);
    opening.catch(() => this.#connections.delete(account.id));
    return opening;
  }

  async #open(accountId: string, address: string): Promise<Connection> {
    const token = async (): Promise<string | undefined> => {
      const value = await this.accounts.token(accountId);
      if (value !== undefined) this.log.hide(value);
      return value;
    };
    const seen: { sandbox: boolean | undefined } = { sandbox: undefined };
    const observe = (answer: { readonly isSandbox: boolean }): void =>
      this.#learn(accountId, seen, isLoopback(address) && answer.isSandbox);
    return { api: await this.openApi({ address, token, observe }), seen };
  }

  #learn(accountId: string, seen: Seen, answer: boolean): void {
    const sandbox = seen.sandbox === undefined ? answer : seen.sandbox && answer;
    if (sandbox === seen.sandbox) return;
    seen.sandbox = sandbox;
    this.#sandboxes = new Map([...this.#sandboxes, [accountId, sandbox]]);
    this.#changed.fire(undefined);
  }
}

const isSameOwner = (one: Binding, other: Binding): boolean =>
  one.account.id === other.account.id && one.organization.uuid === other.organization.uuid;
