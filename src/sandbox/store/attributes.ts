/** An attribute that lists may be searched and sorted by. */
export interface Attribute {
  readonly name: string;
  /** Its column, where that has another name. */
  readonly column: string;
  readonly kind: 'text' | 'number' | 'boolean';
}
export type Attributes = ReadonlyMap<string, Attribute>;

const attribute = (name: string, kind: Attribute['kind'], column = name): Attribute => ({ name, kind, column });

/** What every record has. */
const stamps = { id: 'number', uuid: 'text', createdAt: 'number', updatedAt: 'number', createdBy: 'number' } as const;

/** Declares attributes by name and kind, beside those that every record has. A column with another name stands behind a colon. */
export function attributesOf(
  kinds: Readonly<Record<string, Attribute['kind'] | `${Attribute['kind']}:${string}`>>,
): Attributes {
  const entries = Object.entries({ ...stamps, ...kinds }).map(([name, declared]): readonly [string, Attribute] => {
    const [kind, column] = declared.split(':') as [Attribute['kind'], string | undefined];
    return [name, attribute(name, kind, column)];
  });
  return new Map(entries);
}

/** The columns of all attributes, for a SELECT. */
export const columnsOf = (attributes: Attributes): string =>
  [...attributes.values()].map(({ column }) => column).join(', ');
