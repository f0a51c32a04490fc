import type { Id } from '../../wire/payload';
import type { Folder, Listed } from '../../wire/records';
import type { Call } from '../http/call';
import { decodeFolder } from '../decode/folder';
import type { Http } from '../http/http';
import { namedRecords } from './records';

export interface FolderInput {
  readonly name: string;
  /** The empty text takes it away. */
  readonly description?: string;
}

/** Folders: what a scenario calls its `feature`. */
export interface FoldersApi {
  /** `GET /v1/organizations/{org}/folders`: all of them, by id. */
  list(org: string, call?: Call): Promise<Listed<Folder>>;
  /** `GET /v1/organizations/{org}/folders/{id}`. Throws a `NotFoundError` where there is none. */
  get(org: string, id: Id, call?: Call): Promise<Folder>;
  /** `POST /v1/organizations/{org}/folders`. Throws an `InvalidError` for a name that is empty. */
  create(org: string, input: FolderInput, call?: Call): Promise<Folder>;
  /** `PATCH /v1/organizations/{org}/folders/{id}`; sends only the keys of `changes`. Throws as `get` and `create`. */
  update(org: string, id: Id, changes: Partial<FolderInput>, call?: Call): Promise<Folder>;
  /** `DELETE /v1/organizations/{org}/folders/{id}`; its scenarios stay, in no folder. Throws as `get`. */
  delete(org: string, id: Id, call?: Call): Promise<void>;
}

export const foldersApi = (http: Http): FoldersApi => namedRecords(http, 'folders', decodeFolder);
