import { randomUUID } from 'node:crypto';
import type { FolderPayload } from '../../wire/payload';
import { attributesOf, columnsOf } from './attributes';
import { written, type Change } from './change';
import type { Database } from './database';
import type { ListQuery } from './list-query';
import { ownedRows } from './owned-rows';

export const folderAttributes = attributesOf({ name: 'text', description: 'text', lastUpdatedBy: 'number' });
const columns = columnsOf(folderAttributes);

export interface FolderFields {
  readonly name: string;
  readonly description: string;
}

export interface Folders {
  list(organization: number, query: ListQuery): readonly FolderPayload[];
  get(organization: number, id: number): FolderPayload | undefined;
  create(fields: FolderFields, change: Change): FolderPayload;
  update(id: number, fields: FolderFields, change: Change): void;
  /** The folder's scenarios stay, without a folder. */
  delete(organization: number, id: number): boolean;
}

export function createFolders(database: Database): Folders {
  const rows = ownedRows(database, { table: 'folders', columns, toPayload: (row: FolderPayload) => row });
  return {
    get: rows.get,
    list: rows.list,
    create: ({ name, description }, { organization, user, at }) => {
      const { id } = database.run(
        'INSERT INTO folders (uuid, organization, name, description, createdAt, updatedAt, createdBy, lastUpdatedBy) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        randomUUID(),
        organization,
        name,
        description,
        at,
        at,
        user,
        user,
      );
      return written(rows.get(organization, id));
    },
    update: (id, { name, description }, { organization, user, at }) =>
      void database.run(
        'UPDATE folders SET name = ?, description = ?, updatedAt = ?, lastUpdatedBy = ? WHERE organization = ? AND id = ?',
        name,
        description,
        at,
        user,
        organization,
        id,
      ),
    delete: rows.delete,
  };
}
