import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import type { Api } from '../../src/api/api';
import { createApi } from '../../src/api/client';
import { NotTheApiError, UnauthorizedError, UnreachableError } from '../../src/api/http/errors';
import { fetch } from '../../src/api/http/node-fetch';
import { Emitter } from '../../src/base/event';
import { silentLog } from '../../src/base/log';
import { errorText } from '../../src/base/error-text';
import type { Account, Accounts, NewAccount } from '../../src/vscode/session/accounts';
import type { Bindings } from '../../src/vscode/session/binding';
import { signIn, type SignInWorld } from '../../src/vscode/account/sign-in';
import { systemClock } from '../../src/vscode/clock';
import { onFailedChoice } from '../../src/vscode/report';
import type { Sessions } from '../../src/vscode/session/session';
import { ErrorTeller } from '../../src/vscode/session/tell';
import { selfSigned } from '../support/self-signed';
import { MessagesHeard } from './messages-heard';
import { until } from './world';

const organization = '11111111-1111-4111-8111-111111111111';
const address = 'https://app.example.com/api';
const operation = 'GET /v1/organizations/{org}/members';

/** Types into the boxes of a sign-in, one after the other; an answer left out leaves what a box holds. */
class Typist {
  readonly held: (string | undefined)[] = [];
  typed: (string | undefined)[] = [];
  readonly #real = Object.getOwnPropertyDescriptor(vscode.window, 'showInputBox') ?? {};

  listen(): void {
    const value = ({ value: held }: vscode.InputBoxOptions): Promise<string | undefined> => {
      this.held.push(held);
      return Promise.resolve(this.typed.shift() ?? held);
    };
    Object.defineProperty(vscode.window, 'showInputBox', { value, configurable: true, writable: true });
  }

  stop(): void {
    Object.defineProperty(vscode.window, 'showInputBox', this.#real);
  }
}

describe('signing in', () => {
  const heard = new MessagesHeard();
  let typist = new Typist();
  beforeEach(() => {
    heard.listen();
    typist = new Typist();
    typist.listen();
  });
  afterEach(() => {
    typist.stop();
    heard.stop();
  });

  /** @param openApi the API that is found at an address */
  function world(openApi: SignInWorld['openApi']): {
    readonly kept: NewAccount[];
    readonly trySignIn: () => Promise<string>;
  } {
    const kept: NewAccount[] = [];
    const add = (account: NewAccount): Promise<Account> => {
      kept.push(account);
      return Promise.resolve({
        id: 'a',
        address: account.address,
        label: 'here',
        organizations: [account.organization],
      });
    };
    const accounts = { add, list: () => Promise.resolve([]) } as unknown as Accounts;
    const bindings = { bind: () => Promise.resolve(), state: { kind: 'signedOut' } } as unknown as Bindings;
    const teller = new ErrorTeller({ bindings, onDidChange: new Emitter<undefined>().event } as unknown as Sessions);
    onFailedChoice((_title, error) => teller.tell(error));
    const trySignIn = async (): Promise<string> => {
      try {
        await signIn({ accounts, bindings, openApi });
        return '';
      } catch (error) {
        teller.tell(error, 'stackMoxie.signIn');
        return errorText(error);
      }
    };
    return { kept, trySignIn };
  }

  /** An API that fails with these, one after the other, and then knows the organization. */
  const failing = (...errors: readonly Error[]): SignInWorld['openApi'] => {
    const left = [...errors];
    const name = (): Promise<string> => {
      const error = left.shift();
      return error ? Promise.reject(error) : Promise.resolve('Acme');
    };
    return () => Promise.resolve({ organizations: { name } } as unknown as Api);
  };

  it('goes on with what was typed where it is tried again', async () => {
    const lost = new UnreachableError('no answer', { operation, code: 'ECONNREFUSED' });
    const { kept, trySignIn } = world(failing(lost, lost));
    typist.typed = [address, 'a-token', organization];
    heard.answers = ['Retry'];
    await trySignIn();
    await until('it failed twice', () => heard.said.length === 2);
    assert.deepEqual(kept, [], 'nothing is kept of what was not checked');
    assert.deepEqual(
      heard.said,
      Array.from({ length: 2 }, () => 'Cannot reach app.example.com (ECONNREFUSED). [Retry] [Change…]'),
    );
    assert.equal(typist.held.length, 3, 'nothing is asked again');
  });

  it('and keeps the account once it works', async () => {
    const { kept, trySignIn } = world(failing(new UnreachableError('no answer', { operation })));
    typist.typed = [address, 'a-token', organization];
    heard.answers = ['Retry'];
    await trySignIn();
    await until('the account is kept', () => heard.said.includes('Signed in to here.'));
    assert.deepEqual(kept, [{ address, token: 'a-token', organization: { uuid: organization, name: 'Acme' } }]);
  });

  for (const [error, title] of [
    [new UnauthorizedError({ operation, status: 401 }), 'Sign In Again'],
    [new NotTheApiError('HTML', { operation }), 'Change…'],
  ] as const) {
    it(`lets what was typed be changed after a ${error.name}`, async () => {
      const { kept, trySignIn } = world(failing(error));
      typist.typed = ['https://app.example.com', 'wrong', organization, address, 'a-token'];
      heard.answers = [title];
      await trySignIn();
      await until('the account is kept', () => kept.length === 1);
      assert.deepEqual(typist.held.slice(3), ['https://app.example.com', 'wrong', organization]);
      assert.deepEqual([kept[0]?.address, kept[0]?.token], [address, 'a-token']);
    });
  }

  it('tells that a certificate is not trusted, at once and with the cause in the log', async () => {
    const server = createServer(selfSigned(), (_, response) => response.end('[]'));
    let connections = 0;
    server.on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const here = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    try {
      const { trySignIn } = world((baseUrl, token) =>
        Promise.resolve(
          createApi({
            baseUrl,
            token: { token: () => Promise.resolve(token) },
            fetch,
            clock: systemClock,
            log: silentLog,
          }),
        ),
      );
      typist.typed = [`https://${here}/api`, 'a-token', organization];
      const logged = await trySignIn();
      assert.match(
        heard.said.join(),
        new RegExp(
          `^The certificate of ${here} \\(DEPTH_ZERO_SELF_SIGNED_CERT\\) is not trusted\\. Check the API address, .* \\[Retry\\] \\[Change…\\]$`,
        ),
      );
      assert.match(
        logged,
        /Caused by: UnreachableError: .*the certificate of the address is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
      );
      assert.match(logged, /Caused by: FetchError: .*self.signed certificate/);
      assert.doesNotMatch(logged, /a-token/);
      assert.equal(connections, 1);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
