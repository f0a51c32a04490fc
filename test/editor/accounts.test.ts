import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  Accounts,
  readEnvironment,
  type EnvironmentAccount,
  type KnownOrganization,
} from '../../src/vscode/session/accounts';
import { Bindings } from '../../src/vscode/session/binding';
import { Memory } from './memory';

class Secrets implements vscode.SecretStorage {
  readonly values = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;
  keys = (): Promise<string[]> => Promise.resolve([...this.values.keys()]);
  get = (key: string): Promise<string | undefined> => Promise.resolve(this.values.get(key));
  store = (key: string, value: string): Promise<void> => {
    this.values.set(key, value);
    this.#changed.fire({ key });
    return Promise.resolve();
  };
  delete = (key: string): Promise<void> => {
    this.values.delete(key);
    this.#changed.fire({ key });
    return Promise.resolve();
  };
}

const acme = { uuid: '11111111-1111-4111-8111-111111111111', name: 'Acme' };
const other = { uuid: '22222222-2222-4222-8222-222222222222', name: '' };
const address = 'https://app.example.com/api';

function open(environment?: EnvironmentAccount) {
  const [secrets, state, workspace] = [new Secrets(), new Memory(), new Memory()];
  const accounts = new Accounts(secrets, state, environment);
  const bindings = new Bindings(accounts, workspace);
  return {
    secrets,
    state,
    workspace,
    accounts,
    bindings,
    close: () => [bindings, accounts].forEach((part) => part.dispose()),
  };
}

describe('accounts', () => {
  it('a token lies in the secret storage and nowhere else', async () => {
    const { secrets, state, accounts, close } = open();
    const account = await accounts.add({ address, token: 'very-secret', organization: acme });
    assert.deepEqual([...secrets.values.values()], ['very-secret']);
    assert.doesNotMatch(JSON.stringify([...state.values]), /very-secret/);
    assert.equal(await accounts.token(account.id), 'very-secret');
    close();
  });

  it('the same address and token is the same account; another token is another, told apart by its label', async () => {
    const { accounts, close } = open();
    const first = await accounts.add({ address, token: 'a', organization: acme });
    const again = await accounts.add({ address, token: 'a', organization: other });
    const second = await accounts.add({ address, token: 'b', organization: acme });
    assert.equal(again.id, first.id);
    assert.deepEqual(
      (await accounts.list()).map(({ label, organizations }) => [label, organizations.length]),
      [
        ['app.example.com', 2],
        ['app.example.com (2)', 1],
      ],
    );
    assert.notEqual(second.id, first.id);
    close();
  });

  it('a token that replaces a refused one keeps the account', async () => {
    const { accounts, close } = open();
    const first = await accounts.add({ address, token: 'old', organization: acme });
    const renewed = await accounts.add({ address, token: 'new', organization: acme, replaces: first.id });
    assert.equal(renewed.id, first.id);
    assert.equal(await accounts.token(first.id), 'new');
    assert.equal((await accounts.list()).length, 1);
    close();
  });

  it('signing out in one window is seen in the other', async () => {
    const { secrets, accounts, bindings, close } = open();
    const account = await accounts.add({ address, token: 'a', organization: acme });
    await bindings.bind(account, acme);
    const states: string[] = [];
    bindings.onDidChange(({ kind }) => states.push(kind));
    // The other window's doing: only the secrets tell.
    await secrets.delete(`stackMoxie.token.${account.id}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(states, ['signedOut']);
    assert.deepEqual(await accounts.list(), []);
    close();
  });

  it('what the state of another version holds is read as far as it can be', async () => {
    const { state, secrets, accounts, close } = open();
    state.values.set('stackMoxie.accounts', [
      null,
      7,
      { id: 'x' },
      { id: 'y', address, organizations: [{ uuid: 1 }, acme] },
    ]);
    await secrets.store('stackMoxie.token.y', 'a');
    assert.deepEqual(
      (await accounts.list()).map(({ id, label, organizations }) => [id, label, organizations]),
      [['y', 'app.example.com', [acme]]],
    );
    close();
  });

  it('the environment of the editor may hold one, which comes first and cannot be removed', async () => {
    const environment = readEnvironment(
      { STACK_MOXIE_TOKEN: ' t ', STACK_MOXIE_ORGANIZATION: acme.uuid, STACK_MOXIE_API: 'http://127.0.0.1:1/api' },
      address,
    );
    assert.deepEqual(environment, { token: 't', organization: acme.uuid, address: 'http://127.0.0.1:1/api' });
    assert.equal(readEnvironment({ STACK_MOXIE_TOKEN: 't' }, address)?.address, address);
    assert.equal(readEnvironment({ STACK_MOXIE_TOKEN: ' ' }, address), undefined);
    const { accounts, close } = open(environment);
    await accounts.add({ address, token: 'a', organization: acme });
    const [first] = await accounts.list();
    assert.equal(first?.isFromEnvironment, true);
    await accounts.remove(first.id);
    assert.equal((await accounts.list()).length, 2);
    close();
  });
});

const boundTo = ({ state }: Bindings): KnownOrganization | undefined =>
  state.kind === 'bound' ? state.binding.organization : undefined;

describe('the binding of a folder', () => {
  it('is what was picked, then the only choice there is', async () => {
    const { accounts, bindings, close } = open();
    await bindings.refresh();
    assert.equal(boundTo(bindings), undefined);
    const first = await accounts.add({ address, token: 'a', organization: acme });
    await bindings.refresh();
    assert.equal(boundTo(bindings)?.uuid, acme.uuid);
    await accounts.rememberOrganization(first.id, other);
    await bindings.bind(first, other);
    assert.equal(boundTo(bindings)?.uuid, other.uuid);
    await accounts.remove(first.id);
    await bindings.refresh();
    assert.equal(bindings.state.kind, 'signedOut');
    close();
  });

  it('is asked for where there are several to choose from, and where the one that was picked is gone', async () => {
    const { accounts, bindings, close } = open();
    const first = await accounts.add({ address, token: 'a', organization: acme });
    const second = await accounts.add({ address, token: 'b', organization: other });
    await bindings.refresh();
    assert.equal(bindings.state.kind, 'noOrganization');
    await bindings.bind(first, acme);
    await accounts.remove(first.id);
    await bindings.refresh();
    assert.equal(bindings.state.kind, 'noOrganization', 'runs cost: nobody is taken elsewhere unasked');
    await bindings.bind(second, other);
    assert.equal(boundTo(bindings)?.uuid, other.uuid);
    close();
  });

  it('is known once it is ready', async () => {
    const { secrets, state, workspace, accounts, close } = open();
    await accounts.add({ address, token: 'a', organization: acme });
    const again = new Bindings(new Accounts(secrets, state, undefined), workspace);
    await again.ready;
    assert.equal(boundTo(again)?.uuid, acme.uuid);
    again.dispose();
    close();
  });

  it('tells of a new name, for prompts name the organization', async () => {
    const { accounts, bindings, close } = open();
    const account = await accounts.add({ address, token: 'a', organization: other });
    await bindings.bind(account, other);
    await accounts.rememberOrganization(account.id, { ...other, name: 'Beta' });
    await bindings.refresh();
    assert.equal(boundTo(bindings)?.name, 'Beta');
    close();
  });
});
