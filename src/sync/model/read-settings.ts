import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import { inMap, readText, type Found } from '../../scenario/parse';
import type { NamedReference, Settings } from './content';

/** What a key holds, or `undefined` where it holds nothing that it may. */
type Reader<T> = (found: Found) => T | undefined;

const oneOf =
  <T>(values: readonly T[]): Reader<T> =>
  ({ value }) =>
    values.find((candidate) => candidate === value);
/** A name that YAML takes for a number is the text that is written. */
const text: Reader<string> = (found) => (typeof found.value === 'string' ? found.value : readText(found));

const reference: Reader<NamedReference> = (found) => {
  if (!isRecord(found.value)) return text(found) || undefined;
  const id = found.value['id'];
  return typeof id === 'number' && Number.isSafeInteger(id) ? { id } : undefined;
};

const references: Reader<readonly NamedReference[]> = ({ value, node }) => {
  if (!Array.isArray(value)) return undefined;
  const nodes: unknown = isRecord(node) ? node['items'] : undefined;
  const read = value.map((item: unknown, index) =>
    reference({ value: item, node: Array.isArray(nodes) ? nodes[index] : undefined }),
  );
  return read.includes(undefined) ? undefined : read.filter((item) => item !== undefined);
};

const readers: { readonly [K in keyof Required<Settings>]: Reader<NonNullable<Settings[K]>> } = {
  folder: reference,
  severity: oneOf([1, 2, 3, 4]),
  dashboardSetting: oneOf(['default', 'include', 'exclude']),
  notificationGroups: references,
  type: oneOf(['default', 'template', 'from-template']),
  instructions: text,
  exposedToApis: oneOf([true, false]),
  isLinkable: oneOf([true, false]),
};

/** The keys of settings, in the order in which files name them. */
export const settingKeys = Object.keys(readers) as readonly (keyof Settings)[];

/** What a key says that is named and holds nothing (null). Of the others the API knows no way to take them away. */
const saysNone: Readonly<Record<string, unknown>> = { folder: null, notificationGroups: [] } satisfies Settings;

/** Reads what stands under `stackmoxie:`. What it holds besides is left alone; what cannot be read is told of. */
export function readSettings(root: Found, complain: (message: string) => void): Settings {
  const found = inMap(root, 'stackmoxie');
  const settings: Record<string, unknown> = {};
  for (const key of settingKeys) {
    const setting = inMap(found, key);
    if (setting.value === undefined) continue;
    const value = setting.value === null ? saysNone[key] : readers[key](setting);
    if (value !== undefined) settings[key] = value;
    else complain(t('"{0}" under "stackmoxie" has an invalid value and is ignored.', key));
  }
  return settings;
}
