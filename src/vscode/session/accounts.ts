import type * as vscode from 'vscode';
import { isRecord } from '../../base/json';
import { Emitter, type Event } from '../../base/event';
import type { Disposable } from '../../base/dispose';

/** An organization that an account has been used with. */
export interface KnownOrganization {
  readonly uuid: string;
  readonly name: string;
}

/** An API address and a token; the token itself is asked for only when a request needs it. */
export interface Account {
  readonly id: string;
  /** The API's base address, as `https://app.stackmoxie.com/api`. */
  readonly address: string;
  /** What a person calls it. */
  readonly label: string;
  readonly organizations: readonly KnownOrganization[];
  /** Given by the editor's process environment: it can neither be changed nor signed out of here. */
  readonly isFromEnvironment?: boolean;
}

/** What was signed in to. */
export interface NewAccount {
  readonly address: string;
  readonly token: string;
  readonly organization: KnownOrganization;
  /** The id of the account whose token this one replaces. */
  readonly replaces?: string;
}

/** What the environment of the editor's process says of an account (containers, CI, `npm start`). */
export interface EnvironmentAccount {
  readonly token: string;
  readonly organization: string;
  readonly address: string;
}

/** The accounts that this editor knows. Tokens live in SecretStorage alone; the rest, which is not secret, in global state. */
export class Accounts implements Disposable {
  readonly #changed = new Emitter<undefined>();
  readonly #tokensChanged = new Emitter<undefined>();
  readonly #subscriptions: Disposable[] = [];
  readonly onDidChange: Event<undefined> = this.#changed.event;
  /** Fires before `onDidChange` where accounts came or went, or a token is another. */
  readonly onDidChangeTokens: Event<undefined> = this.#tokensChanged.event;

  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly state: vscode.Memento,
    private readonly environment: EnvironmentAccount | undefined,
  ) {
    // Another window signed in or out: its secrets tell us.
    this.#subscriptions.push(
      secrets.onDidChange(({ key }) => {
        if (!key.startsWith(secretPrefix)) return;
        this.#tokensChanged.fire(undefined);
        this.#changed.fire(undefined);
      }),
    );
  }

  /** The account and the organization that the environment names. */
  get fromEnvironment(): { readonly account: Account; readonly organization: string } | undefined {
    const { environment } = this;
    return environment && environment.organization !== ''
      ? { account: this.#fromEnvironment(environment), organization: environment.organization }
      : undefined;
  }

  /** All accounts; the environment's first. */
  async list(): Promise<readonly Account[]> {
    const stored: Account[] = [];
    for (const account of readIndex(this.state.get(indexKey)))
      if ((await this.token(account.id)) !== undefined) stored.push(account);
    return this.environment ? [this.#fromEnvironment(this.environment), ...stored] : stored;
  }

  /** The account's token; `undefined` when it was signed out, perhaps in another window. */
  async token(accountId: string): Promise<string | undefined> {
    if (accountId === environmentId) return this.environment?.token;
    return this.secrets.get(secretPrefix + accountId);
  }

  /** Keeps an account. The same address and token again is the same account, with one more organization. */
  async add({ address, token, organization, replaces }: NewAccount): Promise<Account> {
    const all = await this.list();
    const known = all.find(({ id }) => id === replaces) ?? (await this.#find(address, token));
    const account: Account = known
      ? { ...known, organizations: withOrganization(known.organizations, organization) }
      : { id: crypto.randomUUID(), address, label: freeLabel(hostOf(address), all), organizations: [organization] };
    if (account.isFromEnvironment !== true) {
      await this.#save(account);
      await this.secrets.store(secretPrefix + account.id, token);
    } else await this.rememberOrganization(account.id, organization);
    this.#tokensChanged.fire(undefined);
    this.#changed.fire(undefined);
    return account;
  }

  /** Remembers an organization, or its new name, with an account. */
  async rememberOrganization(accountId: string, organization: KnownOrganization): Promise<void> {
    if (accountId === environmentId) {
      const all = withOrganization(readOrganizations(this.state.get(environmentKey)), organization);
      await this.state.update(environmentKey, all);
    } else {
      const account = readIndex(this.state.get(indexKey)).find(({ id }) => id === accountId);
      if (account)
        await this.#save({ ...account, organizations: withOrganization(account.organizations, organization) });
    }
    this.#changed.fire(undefined);
  }

  /** Forgets an account and its token. */
  async remove(accountId: string): Promise<void> {
    await this.state.update(
      indexKey,
      readIndex(this.state.get(indexKey)).filter(({ id }) => id !== accountId),
    );
    await this.secrets.delete(secretPrefix + accountId);
    this.#tokensChanged.fire(undefined);
    this.#changed.fire(undefined);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#tokensChanged.dispose();
    this.#changed.dispose();
  }

  async #find(address: string, token: string): Promise<Account | undefined> {
    for (const account of await this.list())
      if (account.address === address && (await this.token(account.id)) === token) return account;
    return undefined;
  }

  async #save(account: Account): Promise<void> {
    const others = readIndex(this.state.get(indexKey)).filter(({ id }) => id !== account.id);
    await this.state.update(indexKey, [...others, account]);
  }

  #fromEnvironment({ address, organization }: EnvironmentAccount): Account {
    const remembered = readOrganizations(this.state.get(environmentKey));
    const own = { uuid: organization, name: remembered.find(({ uuid }) => uuid === organization)?.name ?? '' };
    return {
      id: environmentId,
      address,
      label: hostOf(address),
      organizations: organization === '' ? remembered : withOrganization(remembered, own),
      isFromEnvironment: true,
    };
  }
}

const indexKey = 'stackMoxie.accounts';
const environmentKey = 'stackMoxie.environmentOrganizations';
const secretPrefix = 'stackMoxie.token.';
export const environmentId = 'environment';

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address);

/** Two accounts at one address are told apart by a number. */
function freeLabel(host: string, all: readonly Account[]): string {
  const taken = new Set(all.map(({ label }) => label));
  let label = host;
  for (let number = 2; taken.has(label); number += 1) label = `${host} (${String(number)})`;
  return label;
}

function withOrganization(all: readonly KnownOrganization[], one: KnownOrganization): readonly KnownOrganization[] {
  const name = one.name || (all.find(({ uuid }) => uuid === one.uuid)?.name ?? '');
  return [...all.filter(({ uuid }) => uuid !== one.uuid), { uuid: one.uuid, name }];
}

function readOrganizations(value: unknown): readonly KnownOrganization[] {
  const list = Array.isArray(value) ? value.filter(isRecord) : [];
  return list.flatMap(({ uuid, name }) =>
    typeof uuid === 'string' ? [{ uuid, name: typeof name === 'string' ? name : '' }] : [],
  );
}

function readIndex(value: unknown): readonly Account[] {
  const list = Array.isArray(value) ? value.filter(isRecord) : [];
  return list.map(readAccount).filter((account) => account !== undefined);
}

function readAccount(fields: Readonly<Record<string, unknown>>): Account | undefined {
  const { id, address, label } = fields;
  if (typeof id !== 'string' || typeof address !== 'string') return undefined;
  const organizations = readOrganizations(fields['organizations']);
  return { id, address, label: typeof label === 'string' ? label : hostOf(address), organizations };
}

/** Reads the account that the environment of the editor's process holds, if it holds one. */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  defaultAddress: string,
): EnvironmentAccount | undefined {
  const token = environment['STACK_MOXIE_TOKEN']?.trim();
  if (!token) return undefined;
  return {
    token,
    organization: environment['STACK_MOXIE_ORGANIZATION']?.trim().toLowerCase() ?? '',
    address: environment['STACK_MOXIE_API']?.trim() || defaultAddress,
  };
}
