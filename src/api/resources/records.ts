import type { Id } from '../../wire/payload';
import type { Listed } from '../../wire/records';
import type { Call } from '../http/call';
import { orNameless, type Decoder } from '../decode/decoder';
import type { Http } from '../http/http';

/** The five operations that most resources have. Those that a resource lacks are not in its interface. */
export function records<T>(http: Http, resource: string, decode: Decoder<T>) {
  const [all, one] = [`/v1/organizations/{org}/${resource}`, `/v1/organizations/{org}/${resource}/{id}`] as const;
  return {
    list: (org: string, call?: Call): Promise<Listed<T>> => http.whole(`GET ${all}`, { values: { org }, call }, decode),
    get: (org: string, id: Id, call?: Call): Promise<T> =>
      http.one(`GET ${one}`, { values: { org, id }, call }, decode),
    create: (org: string, body: object, call?: Call): Promise<T> =>
      http.one(`POST ${all}`, { values: { org }, body, call }, decode),
    update: (org: string, id: Id, body: object, call?: Call): Promise<T> =>
      http.one(`PATCH ${one}`, { values: { org, id }, body, call }, decode),
    delete: (org: string, id: Id, call?: Call): Promise<void> =>
      http.none(`DELETE ${one}`, { values: { org, id }, call }),
  };
}

/** The same for records with a name: one whose name cannot be read is listed and got all the same, and says so. What is written must be answered as a whole. */
export function namedRecords<T extends { readonly unread?: readonly string[] }>(
  http: Http,
  resource: string,
  decode: Decoder<T>,
  listed: Decoder<T> = orNameless(decode),
) {
  const { list, get } = records(http, resource, listed);
  return { ...records(http, resource, decode), list, get };
}
