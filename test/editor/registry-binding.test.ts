import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Emitter } from '../../src/base/event';
import type { Account, Accounts } from '../../src/vscode/session/accounts';
import { Bindings } from '../../src/vscode/session/binding';

const organization = (digit: string) => ({ uuid: `${digit.repeat(8)}-1111-4111-8111-111111111111`, name: digit });
const account: Account = {
  id: 'a',
  address: 'https://app.example.com/api',
  label: 'a',
  organizations: [organization('1'), organization('2')],
};

/** Two folders of one window, each bound to an organization of its own. */
function open() {
  const [one, two] = [vscode.Uri.file('/one'), vscode.Uri.file('/two')];
  const kept = new Map<string, unknown>([
    [`stackMoxie.binding.${one.toString()}`, { accountId: 'a', organization: organization('1').uuid }],
    [`stackMoxie.binding.${two.toString()}`, { accountId: 'a', organization: organization('2').uuid }],
  ]);
  const world = { accounts: [account] as readonly Account[] };
  const accounts = {
    list: () => Promise.resolve(world.accounts),
    onDidChange: new Emitter<undefined>().event,
    fromEnvironment: undefined,
  } as unknown as Accounts;
  const memento = {
    get: (key: string) => kept.get(key),
    update: () => Promise.resolve(),
    keys: () => [...kept.keys()],
  } as unknown as vscode.Memento;
  return { bindings: new Bindings(accounts, memento), world, one, two };
}

describe('the binding of a folder that is not in use', () => {
  it('is its own, not that of the folder in use', async () => {
    const { bindings, one, two } = open();
    const names = await Promise.all(
      [one, two].map(async (folder) => {
        const state = await bindings.of(folder);
        return state.kind === 'bound' ? state.binding.organization.name : state.kind;
      }),
    );
    assert.deepEqual(names, ['1', '2']);
    bindings.dispose();
  });

  it('remembers its organization while signed out', async () => {
    const { bindings, world, two } = open();
    world.accounts = [];
    assert.equal((await bindings.of(two)).kind, 'signedOut');
    assert.equal(bindings.lastOrganization(two), organization('2').uuid);
    assert.equal(bindings.lastOrganization(vscode.Uri.file('/three')), undefined);
    bindings.dispose();
  });
});
