import { randomUUID } from 'node:crypto';
import type { FolderPayload } from '../../wire/payload';
import { attributesOf, columnsOf } from './attributes';
import { written, type Change } from './change';
import type { Database } from './database';
import { listClause, type ListQuery } from './list-query';

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
  const get: Folders['get'] = (organization, id) =>
    database.get(`SELECT ${columns} FROM folders WHERE organization = ? AND id = ?`, organization, id);
  return {
    get,
    list: (organization, query) => {
      const { sql, parameters } = listClause('organization', organization, query);
      return database.all(`SELECT ${columns} FROM folders ${sql}`, ...parameters);
    },
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
      return written(get(organization, id));
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
    delete: (organization, id) =>
      database.run('DELETE FROM folders WHERE organization = ? AND id = ?', organization, id).changes > 0,
  };
}
