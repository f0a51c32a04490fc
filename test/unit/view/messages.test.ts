import assert from 'node:assert/strict';
import {
  ConflictError,
  DecodeError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  NotTheApiError,
  OtherStatusError,
  RateLimitedError,
  ServerError,
  UnauthorizedError,
  UnreachableError,
  type StatusFacts,
} from '../../../src/api/http/errors';
import { actionTitle, errorMessage, type MessageContext } from '../../../src/view/messages';
import { runPrompt, runSeveralPrompt, startAgainPrompt, unclearCreate } from '../../../src/view/prompts';
import { createTimeFormat } from '../../../src/view/time';

const time = createTimeFormat({ locale: 'en-GB', timeZone: 'UTC' });
const seenAt = Date.UTC(2026, 10, 24, 14, 2);
const acme: MessageContext = { organization: 'Acme', address: 'https://app.stackmoxie.com/api' };
const facts = (
  status: number,
  operation = 'GET /v1/organizations/{org}/folders',
  more: Partial<StatusFacts> = {},
): StatusFacts => ({ status, operation, ...more });
const lost = (): UnreachableError =>
  new UnreachableError('fetch failed', { operation: 'GET /v1/organizations/{org}/folders' });

/** `text [button]` */
function say(error: unknown, context: MessageContext = acme): string {
  const { text, action } = errorMessage(error, context);
  return action ? `${text} [${actionTitle(action)}]` : text;
}

describe('messages', () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['token refused', new UnauthorizedError(facts(401)), 'Stack Moxie refused the token for Acme. [Sign In Again]'],
    [
      'signed out meanwhile',
      new UnauthorizedError(facts(401, 'GET /v1/x', { errorName: 'SignedOut' })),
      'You are signed out. [Sign In Again]',
    ],
    [
      'not allowed',
      new ForbiddenError(facts(403, 'PATCH /v1/organizations/{org}/schedules/{id}')),
      'This token may not change schedules in Acme. [Switch Organization]',
    ],
    [
      'not allowed to run',
      new ForbiddenError(facts(403, 'POST /v1/organizations/{org}/scenarios/{scenario}/runs')),
      'This token may not start runs in Acme. [Switch Organization]',
    ],
    [
      'not allowed something else',
      new ForbiddenError(facts(403, 'PUT /v2/x')),
      'This token may not do this in Acme. [Switch Organization]',
    ],
    [
      "not allowed, with the service's words",
      new ForbiddenError(facts(403, 'GET /v1/organizations/{org}/members', { serverMessage: 'Ask Ada' })),
      'This token may not see members in Acme. It says: Ask Ada. [Switch Organization]',
    ],
    [
      'a used up quota',
      new ForbiddenError(
        facts(403, 'POST /v1/organizations/{org}/scenarios/1/runs', {
          errorName: 'RunQuotaExceeded',
          serverMessage: 'The plan allows 25 runs a month, and all are used.',
        }),
      ),
      'The plan of Acme is used up. It says: The plan allows 25 runs a month, and all are used. [Switch Organization]',
    ],
    [
      'a used up quota, in words alone',
      new ForbiddenError(facts(403, 'POST /v1/x', { serverMessage: 'Monthly run limit reached' })),
      'The plan of Acme is used up. It says: Monthly run limit reached. [Switch Organization]',
    ],
    ['a payment that is due', new OtherStatusError(facts(402)), 'The plan of Acme is used up. [Switch Organization]'],
    [
      'a certificate that is not trusted',
      new UnreachableError('x', { operation: 'GET /v1/x', reason: 'certificate', code: 'CERT_HAS_EXPIRED' }),
      'The certificate of app.stackmoxie.com (CERT_HAS_EXPIRED) is not trusted. Check the API address, and the certificates that this machine and the editor trust. [Retry]',
    ],
    [
      'unreachable, with a cause',
      new UnreachableError('x', { operation: 'GET /v1/x', code: 'ENOTFOUND' }),
      'Cannot reach app.stackmoxie.com (ENOTFOUND). [Retry]',
    ],
    [
      'a wrong organization',
      new NotFoundError(facts(404)),
      'Acme was not found, or this token has no access. [Switch Organization]',
    ],
    [
      'a thing that is gone',
      new NotFoundError(facts(404, 'GET /v1/organizations/{org}/scenarios/{id}')),
      'This is no longer in Acme. It may have been deleted. Refresh to see what is there. [Retry]',
    ],
    ['a conflict', new ConflictError(facts(409)), 'Acme already has one like this. Refresh to see it. [Retry]'],
    [
      'what is not accepted',
      new InvalidError(facts(422, 'POST /v1/x', { serverMessage: 'name is\nrequired' })),
      'Stack Moxie did not accept this. Correct it and try again. It says: name is required. [Show Log]',
    ],
    [
      'too many requests',
      new RateLimitedError(facts(429, 'GET /v1/x', { retryAfter: 1_500 })),
      'Stack Moxie is limiting requests. Try again in 2 seconds. [Retry]',
    ],
    [
      'too many requests, no time named',
      new RateLimitedError(facts(429)),
      'Stack Moxie is limiting requests. Wait a moment, then try again. [Retry]',
    ],
    [
      'trouble of the service',
      new ServerError(facts(503)),
      'app.stackmoxie.com is having problems (server error). Try again in a while. [Retry]',
    ],
    [
      'a status of no meaning',
      new OtherStatusError(facts(418)),
      'app.stackmoxie.com gave an unexpected answer (status 418). [Show Log]',
    ],
    ['unreachable', lost(), 'Cannot reach app.stackmoxie.com. [Retry]'],
    [
      'not the API',
      new NotTheApiError('HTML', { operation: 'GET /v1/x' }),
      'The address in stackMoxie.apiUrl (https://app.stackmoxie.com/api) answers with a web page, not the API. [Open Setting]',
    ],
    [
      'another form',
      new DecodeError('[3].feature.id', 'a number', { operation: 'GET /v1/x' }),
      'app.stackmoxie.com gave an answer that this version cannot read (at [3].feature.id). Check for an update of the extension. [Show Log]',
    ],
    [
      'an unclear write',
      new UnreachableError('reset', { operation: 'POST /v1/organizations/{org}/scenarios/1/runs', unclear: true }),
      'The answer to the request to start runs was lost, so its result is unknown. Refresh and check before you try again. [Show Log]',
    ],
    [
      'an error of somebody else',
      new TypeError('x is not a function'),
      'This did not work: x is not a function. [Show Log]',
    ],
    ['no error at all', 'just words', 'This did not work: just words. [Show Log]'],
  ];
  for (const [title, error, want] of cases) it(title, () => assert.equal(say(error), want));

  it('say since when what is shown is old', () => {
    const lastSeen = (hours: number): MessageContext => ({
      ...acme,
      lastSeen: { at: seenAt, now: seenAt + hours * 3_600_000, time },
    });
    assert.equal(
      say(lost(), lastSeen(1)),
      'Cannot reach app.stackmoxie.com. Showing what was last seen at 14:02. [Retry]',
    );
    assert.equal(
      say(lost(), lastSeen(20)),
      'Cannot reach app.stackmoxie.com. Showing what was last seen yesterday 14:02. [Retry]',
    );
  });

  it('find words where nothing is known', () => {
    assert.equal(
      say(new UnauthorizedError(facts(401)), {}),
      'Stack Moxie refused the token for this organization. [Sign In Again]',
    );
    assert.equal(
      say(lost(), { address: 'http://user:pass@127.0.0.1:4000/api' }),
      'Cannot reach 127.0.0.1:4000. [Retry]',
    );
    assert.equal(
      say(new NotTheApiError('HTML', { operation: '' }), {}),
      'The address in stackMoxie.apiUrl answers with a web page, not the API. [Open Setting]',
    );
  });
});

describe('prompts', () => {
  it('ask before a run', () => {
    assert.deepEqual(runPrompt({ scenario: 'Contact form\u202e creates a lead', organization: 'Acme', steps: 7 }), {
      message: 'Run "Contact form creates a lead" in Acme?',
      detail: 'It uses one metered run and really executes its 7 steps.',
      run: 'Run',
      dontAsk: "Run, and Don't Ask for This Scenario",
    });
    assert.match(runPrompt({ scenario: 'x', organization: 'Acme', steps: 1 }).detail, /its 1 step\.$/);
    assert.match(runPrompt({ scenario: 'x', organization: 'Acme' }).detail, /its steps\.$/);
  });

  it('ask once before several', () => {
    assert.deepEqual(runSeveralPrompt({ count: 12, organization: 'Acme' }), {
      message: 'Run 12 scenarios in Acme?',
      detail: 'They use 12 metered runs.',
      run: 'Run 12',
    });
    assert.deepEqual(runSeveralPrompt({ count: 1, organization: 'Acme' }), {
      message: 'Run 1 scenario in Acme?',
      detail: 'It uses one metered run.',
      run: 'Run 1',
    });
  });

  it('say what is known after a lost answer, and what to do', () => {
    const drawn = (['scenario', 'run'] as const).flatMap((what) =>
      ([42, [42, 43], 'notSeen', 'unknown'] as const).map((found) => {
        const { text, actions } = unclearCreate({ what, found });
        return [text, ...actions.map(({ action, title }) => `[${title}] ${action}`)].join(' ');
      }),
    );
    assert.deepEqual(drawn, [
      'The answer was lost. The scenario was created (id 42). [Open] open',
      'The answer was lost. Several new scenarios have this content: 42, 43. One of them may be yours. [Show] choose',
      'The answer was lost. The scenario may have been created. It has not been seen yet. [Look Again] lookAgain [Try Again] tryAgain',
      'The answer was lost, and the service has been unreachable since. It is unknown whether the scenario was created. [Look Again] lookAgain',
      'The answer was lost. The run was started (id 42). [Watch] open',
      'The answer was lost. There are several new runs: 42, 43. One of them may be yours. [Show Runs] choose',
      'The answer was lost. The run may have been started. It has not been seen yet. [Look Again] lookAgain [Try Again] tryAgain',
      'The answer was lost, and the service has been unreachable since. It is unknown whether the run was started. [Look Again] lookAgain',
    ]);
  });

  it('ask before a second start, for the first may still come to something', () => {
    assert.deepEqual(startAgainPrompt({ scenario: 'Contact form', organization: 'Acme' }), {
      message: 'No new run of "Contact form" has been seen in Acme. Start one again?',
      detail: 'The answer to the previous start was lost. If that start is still under way, there will be two runs.',
      run: 'Start Again',
    });
  });
});
