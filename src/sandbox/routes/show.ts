import type { Relation } from '../../wire/payload';
import type { Store } from '../store/store';
import { selected, type RecordShape } from '../store/list-query';

/** How the record behind a relation's id is found, by attribute. */
export type Relations = Readonly<Record<string, (id: number) => object | undefined>>;

/** Who made a record and who changed it last; users are shown without any secret. */
export const userRelations = ({ accounts }: Store): Relations => ({
  createdBy: (id) => accounts.user(id),
  lastUpdatedBy: (id) => accounts.user(id),
});

/** Shows the wanted relations as records, the others as ids. */
export function populate(record: object, relations: Relations, wanted: readonly string[]): object {
  const shown = Object.entries(record).flatMap(([key, value]: [string, unknown]) => {
    const find = wanted.includes(key) && Object.hasOwn(relations, key) ? relations[key] : undefined;
    const related = typeof value === 'number' ? find?.(value) : undefined;
    return related ? [[key, related] as const] : [];
  });
  return { ...record, ...Object.fromEntries(shown) };
}

export interface Shape {
  readonly relations: Relations;
  /** Relations that are shown as records where the request does not say. */
  readonly usual: readonly string[];
}

/** A record as a request wants it: relations as ids or records, some attributes or all. */
export function show(record: object, { relations, usual }: Shape, query: RecordShape = {}): object {
  return selected(populate(record, relations, query.populate ?? usual), query);
}

/** Relations that look for each record once. */
function remembering(relations: Relations): Relations {
  const remember = (find: (id: number) => object | undefined): typeof find => {
    const known = new Map<number, object | undefined>();
    return (id) => {
      if (!known.has(id)) known.set(id, find(id));
      return known.get(id);
    };
  };
  return Object.fromEntries(Object.entries(relations).map(([key, find]) => [key, remember(find)]));
}

/** Records of a list, as `show` shows each. */
export function showAll(
  records: readonly object[],
  { relations, usual }: Shape,
  query: RecordShape,
): readonly object[] {
  const shape = { relations: remembering(relations), usual };
  return records.map((record) => show(record, shape, query));
}

/** The id of a relation that a record holds as id or as record. */
export const idIn = (relation: Relation<{ readonly id?: number }>): number =>
  typeof relation === 'number' ? relation : (relation.id ?? 0);
