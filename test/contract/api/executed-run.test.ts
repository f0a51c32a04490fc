import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '../../../src/api/client';
import type { Api } from '../../../src/api/api';
import { fetch } from '../../../src/api/http/node-fetch';
import { neverCancelled } from '../../../src/base/cancellation';
import { silentLog } from '../../../src/base/log';
import type { RunEvent } from '../../../src/run/events';
import { followRun } from '../../../src/run/follow';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/server/sandbox';
import { systemClock } from '../../../src/sandbox/server/system-clock';
import type { Scenario } from '../../../src/wire/records';
import { cogsFile } from '../cogs/real-world';

/** Events as a reader would tell them. */
const told = (events: readonly RunEvent[]): readonly string[] =>
  events.map((event) => {
    if (event.kind === 'finished') return `finished ${event.outcome}`;
    return event.kind === 'stepFinished'
      ? `${String(event.index)} ${event.result.outcome} ${event.result.stepId ?? ''}`
      : event.kind;
  });

describe('API: a run that is really executed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stack-moxie-'));
  let sandbox: RunningSandbox;
  let api: Api;
  const headers = new Set<boolean>();

  before(async () => {
    sandbox = await startSandbox({ data: join(folder, 'data'), port: 0, cogsFile, log: silentLog });
    const token = { token: () => Promise.resolve(sandbox.token) };
    api = createApi({
      baseUrl: sandbox.api,
      token,
      fetch,
      clock: systemClock,
      log: silentLog,
      observe: ({ isSandbox }) => headers.add(isSandbox),
    });
  });
  after(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function follow(scenario: Scenario): Promise<{ readonly events: readonly RunEvent[]; readonly run: number }> {
    const { id: run, outcome } = await api.runs.create(sandbox.organization, scenario.id, {});
    assert.equal(outcome, 'Created');
    const events: RunEvent[] = [];
    const runs = {
      get: () => api.runs.get(sandbox.organization, scenario.id, run),
      log: (log: number) => api.runs.log(sandbox.organization, scenario.id, run, log),
    };
    const end = await followRun({
      runs,
      clock: systemClock,
      cancellation: neverCancelled,
      emit: (event) => events.push(event),
      isTransient: () => false,
    });
    assert.equal(end.kind, 'finished');
    return { events, run };
  }

  async function scenarioNamed(part: RegExp): Promise<Scenario> {
    const found = (await api.scenarios.list(sandbox.organization)).find(({ name }) => part.test(name));
    return found ?? assert.fail(`No demonstration scenario is named like ${String(part)}.`);
  }

  it('is followed step by step to its end', async () => {
    const scenario = await scenarioNamed(/^Contact form thanks/);
    const steps = scenario.definition?.steps ?? [];
    const { events, run } = await follow(scenario);
    assert.ok(steps.length > 5);
    assert.deepEqual(told(events), [
      'started',
      ...steps.map(({ stepId }, index) => `${String(index)} Passed ${stepId}`),
      'finished Passed',
    ]);
    const seen = await api.runs.get(sandbox.organization, scenario.id, run);
    assert.ok(seen.duration !== undefined && seen.duration > 0);
    assert.equal((await api.runs.mostRecent(sandbox.organization, scenario.id))?.id, run);
  });

  it('tells at which step it fails, and why', async () => {
    const { events } = await follow(await scenarioNamed(/enterprise/i));
    const failed = events.find((event) => event.kind === 'stepFinished' && event.result.outcome === 'Failed');
    assert.ok(failed?.kind === 'stepFinished' && failed.result.message.length > 10);
    assert.equal(told(events).at(-1), 'finished Failed');
  });

  it('says with every answer that it is a sandbox', async () => {
    await assert.rejects(api.folders.get(sandbox.organization, 987_654));
    assert.deepEqual([...headers], [true]);
  });
});
