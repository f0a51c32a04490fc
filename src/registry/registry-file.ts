import { isRecord } from '../base/json';
import { t } from '../base/localize';
import type { RegistryEntryPayload } from '../wire/registry';

/** What a registry file holds. */
export interface RegistryFile {
  /** The usable entries, in the file's order, with whatever they have besides. */
  readonly entries: readonly RegistryEntryPayload[];
  /** What could not be used, each as a sentence for people. */
  readonly problems: readonly string[];
}

/** Any other JSON with a name, a package.json for one, is no registry entry. `createCatalog` bears with all else that an entry lacks. */
const isEntry = (value: unknown): value is RegistryEntryPayload =>
  isRecord(value) &&
  typeof value['name'] === 'string' &&
  value['name'] !== '' &&
  Array.isArray(value['stepDefinitionsList']);

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return undefined;
  }
}

/** Reads the text of a registry file: JSON that holds one registry entry, or a list of them. Never throws. */
export function readRegistryFile(text: string): RegistryFile {
  const parsed = parseJson(text);
  if (!parsed)
    return {
      entries: [],
      problems: [t('The file is not JSON. A registry file contains one registry entry, or a list of them.')],
    };
  const { value } = parsed;
  if (!Array.isArray(value)) {
    if (isEntry(value)) return { entries: [value], problems: [] };
    return {
      entries: [],
      problems: [t('The file contains no registry entry. An entry has a "name" and a "stepDefinitionsList".')],
    };
  }
  const problems = value.flatMap((entry: unknown, index) =>
    isEntry(entry)
      ? []
      : [t('Entry {0} of the list is ignored. It has no "name" or no "stepDefinitionsList".', index + 1)],
  );
  return { entries: value.filter(isEntry), problems };
}
