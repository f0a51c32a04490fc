import type { RunPayload } from '../../wire/payload';
import type { Database } from './database';
import { selectRuns, toPayload, type RunRow } from './run-row';

/** Runs on a page: the same as a list without a limit. */
export const runsPerPage = 30;

export interface RunFilter {
  readonly outcomes?: readonly string[];
  /** Unix milliseconds, both ends left out. */
  readonly ranAfter?: number;
  readonly ranBefore?: number;
  readonly limit: number;
  readonly skip: number;
}

/** A page of all runs. They are numbered from 1 without a gap, since none is deleted alone: a far page costs what the first does. */
function pageByPosition(database: Database, scenario: number, { limit, skip }: RunFilter): readonly RunRow[] {
  const newest =
    database.get<{ position: number | null }>('SELECT MAX(position) AS position FROM runs WHERE scenario = ?', scenario)
      ?.position ?? 0;
  const last = newest - skip;
  if (last <= 0 || limit === 0) return [];
  return database.all(
    `${selectRuns} WHERE r.scenario = ? AND r.position <= ? AND r.position > ? ORDER BY r.position DESC`,
    scenario,
    last,
    last - limit,
  );
}

/** A page of some runs. The inner statement reads an index alone: records that are skipped are never touched. */
function pageByFilter(database: Database, scenario: number, filter: RunFilter): readonly RunRow[] {
  const { outcomes, ranAfter = -1, ranBefore = Number.MAX_SAFE_INTEGER, limit, skip } = filter;
  const among = outcomes ? `AND outcome IN (${outcomes.map(() => '?').join(', ')})` : '';
  return database.all(
    `${selectRuns} WHERE r.id IN (SELECT id FROM runs WHERE scenario = ? ${among} AND createdAt > ? AND createdAt < ? ORDER BY id DESC LIMIT ? OFFSET ?) ORDER BY r.id DESC`,
    scenario,
    ...(outcomes ?? []),
    ranAfter,
    ranBefore,
    limit,
    skip,
  );
}

/** Newest first. */
export function listRuns(database: Database, scenario: number, filter: RunFilter): readonly RunPayload[] {
  const isFiltered = filter.outcomes !== undefined || filter.ranAfter !== undefined || filter.ranBefore !== undefined;
  return (isFiltered ? pageByFilter : pageByPosition)(database, scenario, filter).map(toPayload);
}
