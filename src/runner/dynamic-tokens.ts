import { isRecord } from '../base/json';
import { shortName } from '../scenario/cog-name';
import type { StepRecord } from './cog-sessions';

type Fields = ReadonlyMap<string, unknown>;

/** Fields by their dotted keys, those of inner maps too: `{ a: { b: 1 } }` → `a.b`. A key with a dot of its own wins. */
function flatten(
  values: Readonly<Record<string, unknown>>,
  prefix = '',
  into = new Map<string, unknown>(),
): Map<string, unknown> {
  for (const [key, value] of Object.entries(values)) {
    if (isRecord(value)) flatten(value, `${prefix}${key}.`, into);
  }
  for (const [key, value] of Object.entries(values)) {
    if (!isRecord(value)) into.set(`${prefix}${key}`, value);
  }
  return into;
}

function fieldsOf(record: StepRecord): Fields {
  if (record.kind === 'keyValue') return flatten(record.values);
  const fields = new Map<string, unknown>();
  for (const [index, row] of record.rows.entries()) flatten(row, `${index + 1}.`, fields);
  return fields;
}

/**
 * The values that steps leave for later ones: `{{cog.record.field}}`, for a table `{{cog.record.row.field}}` with rows
 * from 1. A field keeps its value until a later record of the same id has it too, as in the older runner: the address
 * that a page was opened at is still there when the next step's record tells of a field that it filled in. The rows of
 * a table go together, so a later table replaces the earlier one.
 */
export class DynamicTokens {
  readonly #records = new Map<string, { readonly kind: StepRecord['kind']; readonly fields: Fields }>();

  /** @param cog `vendor/cog`. */
  add(cog: string, records: readonly StepRecord[]): void {
    for (const record of records) {
      const name = `${shortName(cog)}.${record.id}`;
      const earlier =
        record.kind === 'keyValue' && this.#records.get(name)?.kind === 'keyValue'
          ? this.#records.get(name)
          : undefined;
      this.#records.set(name, {
        kind: record.kind,
        fields: new Map([...(earlier?.fields ?? []), ...fieldsOf(record)]),
      });
    }
  }

  /** Ids and keys may hold dots themselves, so every split of the name is tried, the longest record id first. */
  lookup(name: string): unknown {
    for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      const value = this.#records.get(name.slice(0, dot))?.fields.get(name.slice(dot + 1));
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
