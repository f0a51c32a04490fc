import type { Id } from '../../wire/payload';
import type { Call } from '../call';
import type { Decoder } from '../decode/decoder';
import type { Http } from '../http';

/** The five operations that most resources have. Those that a resource lacks are not in its interface. */
export function records<T>(http: Http, resource: string, decode: Decoder<T>) {
  const [all, one] = [`/v1/organizations/{org}/${resource}`, `/v1/organizations/{org}/${resource}/{id}`] as const;
  return {
    list: (org: string, call?: Call): Promise<readonly T[]> => http.whole(`GET ${all}`, { values: { org }, call }, decode),
    get: (org: string, id: Id, call?: Call): Promise<T> => http.one(`GET ${one}`, { values: { org, id }, call }, decode),
    create: (org: string, body: object, call?: Call): Promise<T> => http.one(`POST ${all}`, { values: { org }, body, call }, decode),
    update: (org: string, id: Id, body: object, call?: Call): Promise<T> => http.one(`PATCH ${one}`, { values: { org, id }, body, call }, decode),
    delete: (org: string, id: Id, call?: Call): Promise<void> => http.none(`DELETE ${one}`, { values: { org, id }, call }),
  };
}
