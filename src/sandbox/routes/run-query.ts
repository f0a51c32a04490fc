import { badRequest } from '../kit/fault';
import { readCount } from '../store/list-query';
import { runsPerPage, type RunFilter } from '../store/run-list';

const outcomes = new Set(['Created', 'Running', 'Waiting', 'Passed', 'Failed', 'Error']);
const latest = 8.64e15;

/** A time as Unix milliseconds or as an ISO date. */
function readTime(text: string, name: string): number {
  const time = /^\d{1,16}$/.test(text) ? Number(text) : Date.parse(text);
  if (!Number.isFinite(time) || time > latest)
    throw badRequest(`\`${name}\` has to be Unix milliseconds or an ISO date.`);
  return time;
}

function readOutcomes(text: string | undefined): readonly string[] {
  const asked = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const strange = asked.find((name) => !outcomes.has(name));
  if (strange !== undefined)
    throw badRequest(`"${strange.slice(0, 100)}" is not an outcome. Use ${[...outcomes].join(', ')}.`);
  return [...new Set(asked)];
}

/** Reads `page` (from 1; 0 is the first one too), `limit`, `outcome` (names with commas between), `ranAfter` and `ranBefore`. Throws a 400. */
export function readRunFilter(query: Readonly<Record<string, string>>): RunFilter {
  const { ranAfter, ranBefore } = query;
  const asked = readOutcomes(query['outcome']);
  const limit = readCount(query['limit'] ?? query['perPage'], 'limit', runsPerPage);
  const pagesBefore = Math.max(0, readCount(query['page'], 'page', 1) - 1);
  const skip = readCount(query['skip'], 'skip', pagesBefore * limit);
  return {
    limit,
    skip: Math.min(skip, Number.MAX_SAFE_INTEGER),
    ...(asked.length > 0 ? { outcomes: asked } : {}),
    ...(ranAfter === undefined ? {} : { ranAfter: readTime(ranAfter, 'ranAfter') }),
    ...(ranBefore === undefined ? {} : { ranBefore: readTime(ranBefore, 'ranBefore') }),
  };
}
