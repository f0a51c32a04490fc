import type { Database, Parameter } from './database';
import { listClause, type ListQuery } from './list-query';

/** A table whose rows belong to organizations. */
export interface OwnedTable<Row, Payload> {
  readonly table: string;
  /** What is read of a row, as in a SELECT. */
  readonly columns: string;
  readonly toPayload: (row: Row) => Payload;
}

/** What most tables do with their rows. */
export interface OwnedRows<Payload> {
  readonly list: (organization: number, query: ListQuery) => readonly Payload[];
  readonly get: (organization: number, id: number) => Payload | undefined;
  /** The row that meets a condition. */
  readonly one: (where: string, ...parameters: readonly Parameter[]) => Payload | undefined;
  readonly delete: (organization: number, id: number) => boolean;
}

export function ownedRows<Row, Payload>(
  database: Database,
  { table, columns, toPayload }: OwnedTable<Row, Payload>,
): OwnedRows<Payload> {
  const one: OwnedRows<Payload>['one'] = (where, ...parameters) => {
    const row = database.get<Row>(`SELECT ${columns} FROM ${table} WHERE ${where}`, ...parameters);
    return row && toPayload(row);
  };
  return {
    one,
    get: (organization, id) => one('organization = ? AND id = ?', organization, id),
    list: (organization, query) => {
      const { sql, parameters } = listClause('organization', organization, query);
      return database.all<Row>(`SELECT ${columns} FROM ${table} ${sql}`, ...parameters).map(toPayload);
    },
    delete: (organization, id) =>
      database.run(`DELETE FROM ${table} WHERE organization = ? AND id = ?`, organization, id).changes > 0,
  };
}
