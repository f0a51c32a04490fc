import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Api } from '../../src/api/api';
import { UnreachableError } from '../../src/api/http/errors';
import type { Run, Scenario } from '../../src/wire/records';
import { RunStarter, type StartOptions } from '../../src/vscode/runs/run-starter';
import type { Session } from '../../src/vscode/session/session';
import { SimulatedClock } from '../unit/run/simulated-run';
import { MessagesHeard } from './messages-heard';
import { until } from './world';

const scenario: Scenario = {
  id: 1,
  name: '[S](command:evil)',
  definition: { steps: [] },
  folder: null,
  schedule: null,
  notificationGroups: [],
};
const run = (id: number): Run => ({ id, outcome: 'Running' });
const lost = (unclear: boolean): Error =>
  new UnreachableError('no answer', { operation: 'POST /v1/organizations/{org}/scenarios/{scenarioId}/runs', unclear });

/** A service whose runs are `runsAt` a time (in milliseconds) and after so many starts; each start loses its answer. */
class LosingService {
  readonly clock = new SimulatedClock();
  sent = 0;
  unclear = true;

  constructor(private readonly runsAt: (at: number, sent: number) => readonly Run[] | Error) {}

  get session(): Session {
    const create = (): Promise<never> => {
      this.sent += 1;
      return Promise.reject(lost(this.unclear));
    };
    const runs = { mostRecent: () => this.#look().then(([first]) => first), pages: () => this.#pages(), create };
    return { api: { runs } as unknown as Api, organization: 'o', name: 'Acme', isSandbox: true } as Session;
  }

  async *#pages(): AsyncGenerator<readonly Run[]> {
    yield await this.#look();
  }

  #look(): Promise<readonly Run[]> {
    const runs = this.runsAt(this.clock.now(), this.sent);
    return runs instanceof Error ? Promise.reject(runs) : Promise.resolve(runs);
  }
}

const heard = new MessagesHeard();
/** The seconds that have passed since the start. */
const seconds = ({ clock }: LosingService): number => clock.now() / 1_000;
const starterOf = ({ clock }: LosingService): RunStarter =>
  new RunStarter({} as vscode.Memento, { clock, stillOwner: () => Promise.resolve() });
const notSeen =
  'The answer was lost. The run may have been started. It has not been seen yet. [Look Again] [Try Again]';

describe('a start whose answer is lost', () => {
  beforeEach(() => heard.listen());
  afterEach(() => heard.stop());

  it('is found by its run, which is newer than the last one before', async () => {
    const service = new LosingService((_, sent) => (sent === 0 ? [run(7)] : [run(8), run(7)]));
    const started = await starterOf(service).start(service.session, scenario);
    assert.deepEqual(
      [started?.id, heard.said, service.sent],
      [8, ['The answer was lost. The run was started (id 8).'], 1],
    );
  });

  it('is looked for while the service is still at it', async () => {
    const service = new LosingService((at) => (at < 2_500 ? [run(7)] : [run(8), run(7)]));
    const started = await starterOf(service).start(service.session, scenario);
    assert.deepEqual(
      [started?.id, heard.said, service.sent],
      [8, ['The answer was lost. The run was started (id 8).'], 1],
    );
  });

  it('that is not seen in half a minute has not been seen yet: nothing says that it did not happen', async () => {
    const service = new LosingService(() => [run(7)]);
    const started = await starterOf(service).start(service.session, scenario);
    assert.deepEqual([started, heard.said, service.sent, seconds(service)], [undefined, [notSeen], 1, 30]);
  });

  it('is not taken for found where several runs are new', async () => {
    const service = new LosingService((_, sent) => (sent === 0 ? [run(7)] : [run(9), run(8), run(7)]));
    const started = await starterOf(service).start(service.session, scenario);
    assert.deepEqual(
      [started, heard.said, service.sent],
      [undefined, ['The answer was lost. There are several new runs: 8, 9. One of them may be yours. [Show Runs]'], 1],
    );
  });

  it('is unknown where looking fails too, and nothing invites to start again', async () => {
    const service = new LosingService((_, sent) => (sent === 0 ? [run(7)] : lost(false)));
    const started = await starterOf(service).start(service.session, scenario);
    const said =
      'The answer was lost, and the service has been unreachable since. It is unknown whether the run was started. [Look Again]';
    assert.deepEqual([started, heard.said, service.sent], [undefined, [said], 1]);
  });

  it('that never reached the service is an error like any other', async () => {
    const service = new LosingService(() => [run(7)]);
    service.unclear = false;
    await assert.rejects(starterOf(service).start(service.session, scenario), UnreachableError);
  });

  it('is looked for again on demand, and its run is followed', async () => {
    const service = new LosingService((at) => (at < 45_000 ? [run(7)] : [run(8), run(7)]));
    const found: number[] = [];
    heard.answers = ['Look Again'];
    const started = await starterOf(service).start(service.session, scenario, { onFound: ({ id }) => found.push(id) });
    assert.equal(started, undefined);
    await until('it was found', () => found.length > 0);
    const answers = heard.said.filter((text) => text.startsWith('The answer was lost'));
    assert.deepEqual(
      [found, answers, service.sent],
      [[8], [notSeen, 'The answer was lost. The run was started (id 8).'], 1],
    );
  });

  /** Starts, waits in vain, and starts again after so many more seconds. */
  async function startTwice(
    service: LosingService,
    { after, answers }: { readonly after: number; readonly answers: string[] },
  ) {
    const starter = starterOf(service);
    const options: StartOptions = { isAsked: true };
    await starter.start(service.session, scenario, options);
    heard.said.length = 0;
    heard.answers = answers;
    await service.clock.sleep(after * 1_000);
    return starter.start(service.session, scenario, options);
  }

  it('is looked for before another start, which names what it found and sends nothing', async () => {
    const service = new LosingService((at) => (at < 35_000 ? [run(7)] : [run(8), run(7)]));
    const second = await startTwice(service, { after: 10, answers: ['Start Again'] });
    assert.deepEqual(
      [second?.id, heard.said, service.sent],
      [8, ['The answer was lost. The run was started (id 8).'], 1],
    );
  });

  const question = 'No new run of "[S] (command:evil)" has been seen in Acme. Start one again?';

  it('asks before another start where nothing is found', async () => {
    const service = new LosingService(() => [run(7)]);
    const second = await startTwice(service, { after: 10, answers: [] });
    assert.deepEqual([second, heard.said.length, service.sent], [undefined, 1, 1]);
    assert.ok(heard.said[0]?.startsWith(question), heard.said[0]);
  });

  it('is sent once more where the user says so, and only then', async () => {
    const service = new LosingService((_, sent) => (sent < 2 ? [run(7)] : [run(8), run(7)]));
    const second = await startTwice(service, { after: 10, answers: ['Start Again'] });
    assert.deepEqual([second?.id, service.sent], [8, 2]);
  });

  it('does not ask for ever', async () => {
    const service = new LosingService((_, sent) => (sent < 2 ? [run(7)] : [run(8), run(7)]));
    const second = await startTwice(service, { after: 11 * 60, answers: [] });
    assert.deepEqual(
      [second?.id, service.sent, heard.said],
      [8, 2, ['The answer was lost. The run was started (id 8).']],
    );
  });
});
