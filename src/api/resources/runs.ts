import type { Id, Notify, RunOutcome } from '../../wire/payload';
import type { Run, RunLog } from '../../wire/records';
import type { Call } from '../http/call';
import { decodeRun, decodeRunLog } from '../decode/run';
import { NotFoundError } from '../http/errors';
import { decodeAs, type Http, type Query } from '../http/http';

export interface RunFilter {
  readonly outcomes?: readonly RunOutcome[];
  /** Unix milliseconds. */
  readonly ranAfter?: number;
  /** Unix milliseconds. */
  readonly ranBefore?: number;
}

export interface RunInput {
  /** Values for this run in place of the scenario's own. */
  readonly tokens?: Readonly<Record<string, unknown>>;
  /** Who hears of it; the one who starts it where nobody is named. */
  readonly notify?: Notify;
}

/** Runs of a scenario, and what they say. */
export interface RunsApi {
  /**
   * `GET /v1/organizations/{org}/scenarios/{id}/runs`: all of them, as the service orders them, read page by page. A run
   * that leaves the list meanwhile (its outcome is no longer asked for) may hide another one.
   */
  list(org: string, scenarioId: Id, filter?: RunFilter, call?: Call): Promise<readonly Run[]>;
  /** The same, page by page as they are wanted; no page is empty and no run comes twice. */
  pages(org: string, scenarioId: Id, filter?: RunFilter, call?: Call): AsyncIterable<readonly Run[]>;
  /**
   * `POST /v1/organizations/{org}/scenarios/{id}/runs`: starts one run, which costs money and has effects. Never tried
   * again: an error with `unclear` may have started it. Throws an `InvalidError` where `notify` is unknown.
   */
  create(org: string, scenarioId: Id, input: RunInput, call?: Call): Promise<Run>;
  /** `GET /v1/organizations/{org}/scenarios/{scenarioId}/runs/{id}`. Throws a `NotFoundError` where there is none. */
  get(org: string, scenarioId: Id, runId: Id, call?: Call): Promise<Run>;
  /** `GET /v1/organizations/{org}/scenarios/{scenarioId}/mostRecentRun`; undefined where the scenario never ran, or is not there. */
  mostRecent(org: string, scenarioId: Id, call?: Call): Promise<Run | undefined>;
  /** `GET /v1/organizations/{org}/scenarios/{scenarioId}/runs/{runId}/log/{id}`; it grows while the run is going. Throws as `get`. */
  log(org: string, scenarioId: Id, runId: Id, ...log: readonly [logId: Id, call?: Call]): Promise<RunLog>;
}

const scenario = '/v1/organizations/{org}/scenarios/{scenarioId}';

export function runsApi(http: Http): RunsApi {
  const pages: RunsApi['pages'] = (org, scenarioId, filter = {}, call) =>
    http.pages(`GET ${scenario}/runs`, { values: { org, scenarioId }, query: queryOf(filter), call }, decodeRun);
  return {
    pages,
    list: async (...place) => {
      const found = [];
      for await (const page of pages(...place)) found.push(...page);
      return found;
    },
    create: (org, scenarioId, body, call) =>
      http.one(`POST ${scenario}/runs`, { values: { org, scenarioId }, body, call }, decodeRun),
    get: (org, scenarioId, runId, call) =>
      http.one(`GET ${scenario}/runs/{runId}`, { values: { org, scenarioId, runId }, call }, decodeRun),
    mostRecent: (org, scenarioId, call) => mostRecent(http, { org, scenarioId }, call),
    log: (org, scenarioId, runId, ...[logId, call]) =>
      http.one(
        `GET ${scenario}/runs/{runId}/log/{logId}`,
        { values: { org, scenarioId, runId, logId }, call },
        decodeRunLog,
      ),
  };
}

const queryOf = ({ outcomes, ranAfter, ranBefore }: RunFilter): Query => ({
  outcome: outcomes?.join(','),
  ranAfter,
  ranBefore,
});

async function mostRecent(
  http: Http,
  values: { readonly org: string; readonly scenarioId: Id },
  call: Call | undefined,
): Promise<Run | undefined> {
  const name = `GET ${scenario}/mostRecentRun` as const;
  try {
    const answer = await http.raw(name, { values, call });
    const isNone =
      answer === undefined || answer === null || (typeof answer === 'object' && Object.keys(answer).length === 0);
    return isNone ? undefined : decodeAs(name, answer, decodeRun);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
