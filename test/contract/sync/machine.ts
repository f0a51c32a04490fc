import { createApi } from '../../../src/api/client';
import { fetch } from '../../../src/api/http/node-fetch';
import { silentLog } from '../../../src/base/log';
import { SyncEngine } from '../../../src/sync/engine';
import { keyOf, type Direction, type PlanVerb } from '../../../src/sync/plan/plan';
import type { CloudPort } from '../../../src/sync/model/ports';
import type { Outcome } from '../../../src/sync/model/not-done';
import { apiCloud } from '../../../src/vscode/session/api-cloud';
import { NodeFiles } from '../../../src/vscode/sync/files/node-files';
import { NodeStore } from '../../../src/vscode/sync/files/node-store';
import { clockAt, hastyClock, patient } from '../api/loopback';
import type { Address } from '../sandbox/process';

/** Real time, in which nobody waits long for what a lost answer may have done. */
const started = clockAt(1);
const clock = { now: () => started.now(), sleep: (milliseconds: number) => hastyClock.sleep(milliseconds) };

/** What sentences mean where nobody knows a cog. */
export const language = { catalog: undefined, now: 0 };

/** A workspace folder, and the organization that it is held against. */
export interface Place {
  readonly address: Address;
  readonly folder: string;
}

/** The engine with the real file adapter, the real client and a sandbox. */
export function machine(
  { address: { api, token, organization }, folder }: Place,
  around: (cloud: CloudPort) => CloudPort = (cloud) => cloud,
) {
  const client = createApi({
    baseUrl: api,
    token: { token: () => Promise.resolve(token) },
    fetch,
    clock: hastyClock,
    log: silentLog,
    ...patient,
  });
  const cloud = around(apiCloud(client, organization));
  const files = new NodeFiles(folder);
  const store = new NodeStore(folder);
  const engine = new SyncEngine({ files, store, cloud, clock, language: () => language });
  return { client, cloud, files, store, engine };
}
export type Machine = ReturnType<typeof machine>;

/** What became of an item. */
export interface ToldItem {
  readonly name: string;
  readonly what: PlanVerb;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly notes: readonly string[];
}

/** What became of all. */
export interface Told {
  readonly items: readonly ToldItem[];
  readonly problems: readonly string[];
}

interface Watching {
  /** Awaited between the plan and what is done by it. */
  readonly begins?: () => Promise<void>;
  /** Told of each item that is done. */
  readonly progress?: () => void;
}

/** Pulls or pushes everything, and deletes nothing. */
export async function doAll(
  { engine }: Pick<Machine, 'engine'>,
  direction: Direction,
  { begins = () => Promise.resolve(), progress = () => undefined }: Watching = {},
): Promise<Told> {
  const plan = await (direction === 'pull' ? engine.planPull('everything') : engine.planPush('everything'));
  await begins();
  const chosen = new Set(plan.items.filter(({ what }) => what !== 'delete').map(keyOf));
  const { results, problem } = await engine.apply(plan, { chosen, progress });
  const items = results.map(({ item: { name, what }, outcome, reason = '', notes }) => ({
    name,
    what,
    outcome,
    reason,
    notes,
  }));
  return { items, problems: [...plan.problems, ...(problem === undefined ? [] : [problem])] };
}

/** What was not done, and why. */
export const undone = ({ items, problems }: Told): readonly string[] => [
  ...problems,
  ...items
    .filter(({ outcome }) => outcome !== 'done')
    .map(({ name, outcome, reason }) => `${name} ${outcome}: ${reason}`),
];
