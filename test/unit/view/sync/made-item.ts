import type { PlanItem } from '../../../../src/sync/plan/plan';

export const item = (fields: Partial<PlanItem>): PlanItem => ({
  direction: 'pull',
  what: 'update',
  name: 'Contact form',
  here: [],
  cloud: [],
  conflicts: [],
  problems: [],
  isChosen: true,
  seen: {},
  ...fields,
});

export const differences = (...words: readonly string[]): PlanItem['here'] =>
  words.map((each) => ({ path: [], words: each }));

/** Twenty minutes after the scenarios were changed. */
export const moment = {
  now: 20 * 60_000,
  time: { age: (at: number, now: number) => `${String((now - at) / 60_000)} min ago`, moment: () => 'today 14:02' },
};
export const byAda = { changedBy: 'Ada Lovelace', changedAt: 0 };
