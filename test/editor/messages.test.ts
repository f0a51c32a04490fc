import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { UnauthorizedError, UnreachableError } from '../../src/api/http/errors';
import { CancelledError } from '../../src/base/cancellation';
import { Emitter } from '../../src/base/event';
import type { BindingState } from '../../src/vscode/session/binding';
import type { Sessions } from '../../src/vscode/session/session';
import { NoSessionError } from '../../src/vscode/session/session';
import { showError, showInformation, showWarning } from '../../src/vscode/report';
import { ErrorTeller } from '../../src/vscode/session/tell';
import { MessagesHeard } from './messages-heard';
import { until } from './world';

const bound: BindingState = {
  kind: 'bound',
  binding: {
    account: { id: 'a', address: 'https://app.example.com/api', label: 'app', organizations: [] },
    organization: { uuid: 'u', name: 'Acme' },
  },
};
const refused = (): Error => new UnauthorizedError({ operation: 'GET /v1/organizations/{org}/folders', status: 401 });

/** A teller, and what it says, with the titles of its buttons. */
function listen() {
  const changed = new Emitter<undefined>();
  const sessions = { bindings: { state: bound }, onDidChange: changed.event } as unknown as Sessions;
  const said: string[] = [];
  const real = vscode.window.showErrorMessage;
  const hear = (text: string, ...items: readonly { readonly title: string }[]): Promise<undefined> => {
    said.push([text, ...items.map(({ title }) => `[${title}]`)].join(' '));
    return Promise.resolve(undefined);
  };
  Object.defineProperty(vscode.window, 'showErrorMessage', { value: hear, configurable: true, writable: true });
  const close = (): unknown =>
    Object.defineProperty(vscode.window, 'showErrorMessage', { value: real, configurable: true, writable: true });
  return { teller: new ErrorTeller(sessions), said, signInAgain: () => changed.fire(undefined), close };
}

describe('messages', () => {
  it('a button whose action fails says so, and one that is stepped back from says nothing', async () => {
    const heard = new MessagesHeard();
    heard.listen();
    try {
      for (const [show, error] of [
        [showInformation, new Error('The disk is full.')],
        [showWarning, new CancelledError()],
        [showError, 'odd'],
      ] as const) {
        heard.answers = ['Unlink'];
        show('Moved.', { title: 'Unlink', run: () => rejected(error) });
        await until('the button was pressed', () => heard.answers.length === 0);
      }
      showInformation('Moved.', { title: 'Unlink', run: () => assert.fail('nobody pressed it') });
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.deepEqual(heard.said, [
        'Moved. [Unlink]',
        'The disk is full.',
        'Moved. [Unlink]',
        'Moved. [Unlink]',
        'odd',
        'Moved. [Unlink]',
      ]);
    } finally {
      heard.stop();
    }
  });

  it('ten refusals of one token are one message, until somebody signs in again', () => {
    const { teller, said, signInAgain, close } = listen();
    for (let count = 0; count < 10; count += 1) teller.tell(refused());
    assert.deepEqual(said, ['Stack Moxie refused the token for Acme. [Sign In Again]']);
    signInAgain();
    teller.tell(refused());
    assert.equal(said.length, 2);
    close();
  });

  it('each names its remedy, and what others wrote is no button', () => {
    const { teller, said, close } = listen();
    teller.tell(new NoSessionError('signedOut'));
    teller.tell(new NoSessionError('noOrganization'));
    teller.tell(new UnreachableError('no', { operation: 'GET /v1/organizations/{org}/folders' }));
    teller.tell(new Error('odd'));
    teller.tell(new Error('[Details](command:evil)'));
    assert.deepEqual(said, [
      'You are signed out. [Sign In]',
      'This folder has no organization yet. [Choose Organization]',
      'Cannot reach app.example.com. [Retry]',
      'This did not work: odd. [Show Log]',
      'This did not work: [Details] (command:evil) [Show Log]',
    ]);
    close();
  });
});

/** An action may reject with anything. */
const rejected: (reason: unknown) => Promise<never> = Promise.reject.bind(Promise);
