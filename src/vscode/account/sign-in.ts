import * as vscode from 'vscode';
import { checkAddress } from '../../api/http/address';
import type { Api } from '../../api/api';
import { ApiError, UnauthorizedError } from '../../api/http/errors';
import { t } from '../../base/localize';
import { actionTitle, errorMessage, WordedError } from '../../view/messages';
import { showInformation, withProgress } from '../report';
import { apiUrl } from '../settings';
import type { Account, Accounts, KnownOrganization } from '../session/accounts';
import type { Bindings } from '../session/binding';
import { organizationIdIn } from '../../view/organization-id';

export interface SignInWorld {
  readonly accounts: Accounts;
  readonly bindings: Bindings;
  /** Opens the API with a token that is not stored yet. */
  readonly openApi: (address: string, token: string) => Promise<Api>;
}

const total = 3;

async function input(step: number, options: vscode.InputBoxOptions): Promise<string | undefined> {
  const value = await vscode.window.showInputBox({
    title: t('Sign In to Stack Moxie ({0}/{1})', step, total),
    ignoreFocusOut: true,
    ...options,
  });
  return value?.trim();
}

async function askAddress(typed = apiUrl()): Promise<string | undefined> {
  const address = await input(1, {
    prompt: t('API address'),
    value: typed,
    validateInput: (value) => checkAddress(value).problem,
  });
  return address === undefined ? undefined : checkAddress(address).base;
}

const askToken = (typed = ''): Promise<string | undefined> =>
  input(2, {
    prompt: t('API token, from your account settings page'),
    password: true,
    value: typed,
    validateInput: (value) =>
      /^\S+$/.test(value.trim())
        ? undefined
        : t('A token is one word without spaces. Copy it from your account settings page.'),
  });

async function askOrganization(value = ''): Promise<string | undefined> {
  const text = await input(3, {
    prompt: t('Organization: its UUID, or any web address that holds it'),
    placeHolder: '00000000-0000-0000-0000-000000000000',
    value,
    validateInput: (typed) =>
      organizationIdIn(typed) ? undefined : t('Paste the organization’s UUID: 32 hexadecimal digits in five groups.'),
  });
  return text === undefined ? undefined : organizationIdIn(text);
}

/** What was typed to sign in. */
interface Typed {
  readonly address: string;
  readonly token: string;
  readonly organization: string;
}

/** @param typed what the boxes hold at first. @returns `undefined` when the user steps back */
async function askAll(typed: Partial<Typed>): Promise<Typed | undefined> {
  const address = await askAddress(typed.address);
  const token = address === undefined ? undefined : await askToken(typed.token);
  const organization = token === undefined ? undefined : await askOrganization(typed.organization);
  return address === undefined || token === undefined || organization === undefined
    ? undefined
    : { address, token, organization };
}

/** What helps where something typed did not work: the same once more, or the same with a change. */
interface Remedies {
  readonly again: () => Promise<unknown>;
  readonly change: () => Promise<unknown>;
}

/** As `checked`; what goes wrong is worded for the address that was typed, not for the one in use, and nothing has to be typed again. */
async function checkedAt(
  address: string,
  api: Api,
  { uuid, again, change }: Remedies & { readonly uuid: string },
): Promise<KnownOrganization> {
  try {
    return await checked(api, uuid);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const worded = errorMessage(error, { address, organization: uuid.slice(0, 8) });
    const retry = worded.action === 'retry' ? [{ title: actionTitle('retry'), run: again }] : [];
    throw new WordedError(worded, {
      cause: error,
      choices: [...retry, { title: worded.action === 'signIn' ? actionTitle('signIn') : t('Change…'), run: change }],
    });
  }
}

/** One cheap GET says whether address, token and organization fit together; it brings the organization's name where the API tells it. */
async function checked(api: Api, uuid: string): Promise<KnownOrganization> {
  const known = await withProgress(
    t('Stack Moxie: checking the token…'),
    'cancellable',
    async (_progress, cancellation) => {
      const name = await api.organizations.name(uuid, { cancellation });
      // Who may not see the members may still see the folders; who may see neither is told so.
      if (name === undefined) await api.folders.list(uuid, { cancellation });
      return name;
    },
  );
  if (known !== undefined) return { uuid, name: known };
  const name = await vscode.window.showInputBox({
    title: t('Name Organization'),
    prompt: t('The API does not return this organization’s name. What do you call it?'),
    placeHolder: uuid.slice(0, 8),
    ignoreFocusOut: true,
  });
  return { uuid, name: name?.trim() ?? '' };
}

/**
 * Asks for address, token and organization, checks them, and only then keeps them. The token of an account that was
 * refused is replaced; any other account stays beside the new one.
 * @param wanted the organization's UUID, where it is known already.
 * @returns `undefined` when the user steps back. Throws the API's errors.
 */
export async function signIn(world: SignInWorld, wanted?: string): Promise<Account | undefined> {
  const typed = await askAll(wanted === undefined ? {} : { organization: wanted });
  return typed && enter(world, typed);
}

/** Checks what was typed, and keeps it. */
async function enter(world: SignInWorld, typed: Typed): Promise<Account> {
  const { accounts, bindings, openApi } = world;
  const { address, token, organization: uuid } = typed;
  const again = async (): Promise<void> => tellSignedIn(await enter(world, typed));
  const change = async (): Promise<void> => {
    const changed = await askAll(typed);
    if (changed) tellSignedIn(await enter(world, changed));
  };
  const organization = await checkedAt(address, await openApi(address, token), { uuid, again, change });
  const refused = await findRefused(world, address, uuid);
  const account = await accounts.add({ address, token, organization, ...(refused ? { replaces: refused.id } : {}) });
  await bindings.bind(account, organization);
  return account;
}

export const tellSignedIn = ({ label }: Account): void => showInformation(t('Signed in to {0}.', label));

/** The account of this address and organization whose token is no longer taken. */
async function findRefused(
  { accounts, openApi }: SignInWorld,
  address: string,
  uuid: string,
): Promise<Account | undefined> {
  for (const account of await accounts.list()) {
    const isTwin =
      account.address === address &&
      account.isFromEnvironment !== true &&
      account.organizations.some((known) => known.uuid === uuid);
    const token = isTwin ? await accounts.token(account.id) : undefined;
    if (token !== undefined && (await isRefused(await openApi(address, token), uuid))) return account;
  }
  return undefined;
}

async function isRefused(api: Api, uuid: string): Promise<boolean> {
  try {
    await api.organizations.name(uuid);
    return false;
  } catch (error) {
    return error instanceof UnauthorizedError;
  }
}

/** Adds an organization to an account that is signed in. */
export async function addOrganization(world: SignInWorld, account: Account, wanted?: string): Promise<void> {
  const uuid = await askOrganization(wanted);
  if (uuid !== undefined) await enterOrganizationOf(world, account, uuid);
}

async function enterOrganizationOf(world: SignInWorld, account: Account, uuid: string): Promise<void> {
  const { accounts, bindings, openApi } = world;
  const token = await accounts.token(account.id);
  if (token === undefined) return;
  const again = (): Promise<void> => enterOrganizationOf(world, account, uuid);
  const change = (): Promise<void> => addOrganization(world, account, uuid);
  const organization = await checkedAt(account.address, await openApi(account.address, token), { uuid, again, change });
  await accounts.rememberOrganization(account.id, organization);
  await bindings.bind(account, organization);
}
