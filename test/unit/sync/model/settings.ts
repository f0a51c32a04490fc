import type { Settings } from '../../../../src/sync/model/content';
import type { Scenario } from '../../../../src/wire/records';

export const folders = [
  { id: 7, name: 'Leads' },
  { id: 8, name: 'CRM' },
];
export const groups = [
  { id: 20, name: 'Ops', members: [] },
  { id: 21, name: 'Sales', members: [] },
];

type Key = keyof Settings;

/** What each setting may be, by the file's words and by the record's; the instructions are a text of somebody's. */
const values: {
  readonly [K in Exclude<Key, 'instructions'>]: readonly {
    readonly file: NonNullable<Settings[K]> | null;
    readonly cloud: Partial<Scenario>;
  }[];
} = {
  folder: [
    { file: null, cloud: { folder: null } },
    { file: 'Leads', cloud: { folder: { id: 7 } } },
    { file: 'CRM', cloud: { folder: { id: 8 } } },
  ],
  notificationGroups: [
    { file: [], cloud: { notificationGroups: [] } },
    { file: ['Ops'], cloud: { notificationGroups: [{ id: 20 }] } },
    { file: ['Ops', 'Sales'], cloud: { notificationGroups: [{ id: 20 }, { id: 21 }] } },
  ],
  severity: ([1, 2, 3, 4] as const).map((severity) => ({ file: severity, cloud: { severity } })),
  dashboardSetting: (['default', 'include', 'exclude'] as const).map((dashboardSetting) => ({
    file: dashboardSetting,
    cloud: { dashboardSetting },
  })),
  type: (['default', 'template', 'from-template'] as const).map((type) => ({ file: type, cloud: { type } })),
  exposedToApis: [true, false].map((exposedToApis) => ({ file: exposedToApis, cloud: { exposedToApis } })),
  isLinkable: [true, false].map((isLinkable) => ({ file: isLinkable, cloud: { isLinkable } })),
};

export const keys = Object.keys(values) as readonly Exclude<Key, 'instructions'>[];
export const valuesOf = (
  key: Exclude<Key, 'instructions'>,
): readonly { readonly file: unknown; readonly cloud: Partial<Scenario> }[] => values[key];

/** Settings that a service may leave out. */
export const optional: readonly Key[] = ['severity', 'dashboardSetting', 'type', 'exposedToApis', 'isLinkable'];

const unsetValues: Readonly<Partial<Record<Key, unknown>>> = { folder: null, notificationGroups: [] };

/** What a record says where nobody has set a key. */
export const unset = (key: Key): Partial<Record<keyof Scenario, unknown>> => ({ [key]: unsetValues[key] });
