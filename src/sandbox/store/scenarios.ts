import { randomUUID } from 'node:crypto';
import type { ScenarioDefinition } from '../../wire/definition';
import type { ScenarioPayload } from '../../wire/payload';
import { attributesOf, columnsOf } from './attributes';
import type { Database, Parameter } from './database';
import { written, type Change } from './change';
import type { Groups } from './groups';
import { listClause, type ListQuery } from './list-query';

export const scenarioAttributes = attributesOf({
  name: 'text',
  description: 'text',
  type: 'text',
  severity: 'number',
  dashboardSetting: 'text',
  feature: 'number',
  instructions: 'text',
  exposedToApis: 'boolean',
  isLinkable: 'boolean',
  lastUpdatedBy: 'number',
  schedule: 'number:(SELECT schedules.id FROM schedules WHERE schedules.scenario = scenarios.id)',
});
const columns = `${columnsOf(scenarioAttributes)} AS schedule, definition`;

/** What a request may set of a scenario. */
export type ScenarioFields = Pick<ScenarioPayload, 'name' | 'definition' | 'type' | 'dashboardSetting'> & {
  readonly description: string;
  readonly severity: number | null;
  readonly feature: number | null;
  readonly instructions: string | null;
  readonly exposedToApis: boolean;
  readonly isLinkable: boolean;
  /** Ids of notification groups; left as they are where absent. */
  readonly notificationGroups?: readonly number[];
};

interface ScenarioRow {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly description: string;
  readonly definition: string | null;
  readonly type: ScenarioPayload['type'];
  readonly severity: 1 | 2 | 3 | 4 | null;
  readonly dashboardSetting: ScenarioPayload['dashboardSetting'];
  readonly feature: number | null;
  readonly instructions: string | null;
  readonly exposedToApis: number;
  readonly isLinkable: number;
  readonly schedule: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly createdBy: number;
  readonly lastUpdatedBy: number;
}

function toPayload(
  { definition, severity, instructions, exposedToApis, isLinkable, ...row }: ScenarioRow,
  groups: Groups,
): ScenarioPayload {
  return {
    ...row,
    definition: definition === null ? null : (JSON.parse(definition) as ScenarioDefinition),
    ...(severity === null ? {} : { severity }),
    ...(instructions === null ? {} : { instructions }),
    exposedToApis: exposedToApis === 1,
    isLinkable: isLinkable === 1,
    notificationGroups: groups.ofScenario(row.id),
  };
}

const values = (fields: ScenarioFields): readonly Parameter[] => [
  fields.name,
  fields.description,
  fields.definition === null ? null : JSON.stringify(fields.definition),
  fields.type,
  fields.severity,
  fields.dashboardSetting,
  fields.feature,
  fields.instructions,
  fields.exposedToApis ? 1 : 0,
  fields.isLinkable ? 1 : 0,
];

/** Which templates: any, or those with the flag. */
export type TemplateFilter = 'any' | 'isLinkable' | 'exposedToApis';
const templateConditions: Readonly<Record<TemplateFilter, string>> = {
  any: '',
  isLinkable: 'AND isLinkable = 1',
  exposedToApis: 'AND exposedToApis = 1',
};

export interface Scenarios {
  /** With a filter only templates, without one all scenarios. */
  list(organization: number, query: ListQuery, template?: TemplateFilter): readonly ScenarioPayload[];
  get(organization: number, id: number): ScenarioPayload | undefined;
  create(fields: ScenarioFields, change: Change): ScenarioPayload;
  update(id: number, fields: ScenarioFields, change: Change): void;
  /** Takes its runs, their logs and its schedule with it. */
  delete(organization: number, id: number): boolean;
}

const insert = `INSERT INTO scenarios (name, description, definition, type, severity, dashboardSetting, feature, instructions, exposedToApis, isLinkable,
  uuid, organization, createdAt, updatedAt, createdBy, lastUpdatedBy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const replace = `UPDATE scenarios SET name = ?, description = ?, definition = ?, type = ?, severity = ?, dashboardSetting = ?, feature = ?, instructions = ?, exposedToApis = ?, isLinkable = ?,
  updatedAt = ?, lastUpdatedBy = ? WHERE organization = ? AND id = ?`;

export function createScenarios(database: Database, groups: Groups): Scenarios {
  const get: Scenarios['get'] = (organization, id) => {
    const row = database.get<ScenarioRow>(
      `SELECT ${columns} FROM scenarios WHERE organization = ? AND id = ?`,
      organization,
      id,
    );
    return row && toPayload(row, groups);
  };
  return {
    get,
    list: (organization, query, template) => {
      const among = template ? `type = 'template' ${templateConditions[template]} AND ` : '';
      const { sql, parameters } = listClause(`${among}organization`, organization, query);
      return database
        .all<ScenarioRow>(`SELECT ${columns} FROM scenarios ${sql}`, ...parameters)
        .map((row) => toPayload(row, groups));
    },
    create: (fields, { organization, user, at }) =>
      database.transaction(() => {
        const { id } = database.run(insert, ...values(fields), randomUUID(), organization, at, at, user, user);
        groups.assign(id, fields.notificationGroups ?? []);
        return written(get(organization, id));
      }),
    update: (id, fields, { organization, user, at }) =>
      database.transaction(() => {
        database.run(replace, ...values(fields), at, user, organization, id);
        if (fields.notificationGroups) groups.assign(id, fields.notificationGroups);
      }),
    delete: (organization, id) =>
      database.run('DELETE FROM scenarios WHERE organization = ? AND id = ?', organization, id).changes > 0,
  };
}
