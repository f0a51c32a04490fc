// @ts-check
// Fills a sandbox's data with scenarios and runs, straight into its file: over the API it would take the better part of an hour.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const step = (/** @type {number} */ number) => ({
  cog: 'sandbox/web',
  stepId: 'EnterValueIntoField',
  name: `When I fill out field ${number} with {{lead.email}}`,
  data: { domQuerySelector: `input[name=field${number}]`, value: '{{lead.email}}' },
});
const definition = JSON.stringify({
  scenario: 'Bench',
  description: 'A scenario as they are',
  tokens: { lead: { email: 'ada@example.com' } },
  steps: [1, 2, 3, 4, 5, 6].map(step),
});
const entry = (/** @type {number} */ number) =>
  JSON.stringify({
    outcome: 'Passed',
    message: `Successfully filled out field ${number} with ada@example.com`,
    cog: 'sandbox/web',
    stepId: 'EnterValueIntoField',
    stepData: step(number).data,
  });

/**
 * A quarter of the runs belongs to the first scenario, the others to all in turn.
 * @param {string} data @param {{ scenarios: number, runs: number }} amounts
 */
export function fill(data, { scenarios, runs }) {
  const database = new DatabaseSync(join(data, 'sandbox.sqlite'));
  database.exec('PRAGMA foreign_keys = ON; BEGIN');
  const addScenario =
    database.prepare(`INSERT INTO scenarios (uuid, organization, name, description, definition, type, severity, dashboardSetting, exposedToApis, isLinkable, createdAt, updatedAt, createdBy, lastUpdatedBy)
    VALUES (?, 1, ?, 'A scenario as they are', ?, 'default', 2, 'default', 0, 0, ?, ?, 1, 1)`);
  const addRun = database.prepare(
    "INSERT INTO runs (id, uuid, scenario, position, outcome, duration, tokens, notify, createdAt, updatedAt, createdBy) VALUES (?, ?, ?, ?, 'Passed', 900, '{}', 'me', ?, ?, 1)",
  );
  const addLog = database.prepare('INSERT INTO logs (id, uuid, run, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?)');
  const addEntry = database.prepare('INSERT INTO log_entries (log, position, entry) VALUES (?, ?, ?)');
  const start = Date.now() - runs * 1000;
  for (let index = 1; index <= scenarios; index += 1)
    addScenario.run(randomUUID(), `Scenario ${index}`, definition, start, start);
  const entries = [1, 2, 3, 4, 5, 6].map(entry);
  /** @type {Map<number, number>} */
  const positions = new Map();
  for (let id = 1; id <= runs; id += 1) {
    const scenario = id % 4 === 0 ? 1 : 1 + (id % scenarios);
    const position = (positions.get(scenario) ?? 0) + 1;
    positions.set(scenario, position);
    const at = start + id * 1000;
    addRun.run(id, randomUUID(), scenario, position, at, at);
    addLog.run(id, randomUUID(), id, at, at);
    entries.forEach((text, index) => addEntry.run(id, index, text));
  }
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  return {
    runsOfFirst: positions.get(1) ?? 0,
    scenarioOf: (/** @type {number} */ run) => (run % 4 === 0 ? 1 : 1 + (run % scenarios)),
  };
}
