import { keyOf } from '../../../../src/sync/plan/plan';
import type { Scenario } from '../../../../src/wire/records';
import { faithfulWorld, type FaithfulWorld } from './faithful-world';

/** What a key may be: how a file writes it, and how a record holds it. */
interface Value {
  readonly file: string;
  readonly cloud: Partial<Scenario>;
}

/** A key that a file can name. `said`: how a drawing tells what a record holds. */
export interface Key {
  readonly name: string;
  readonly isSetting: boolean;
  readonly values: Readonly<Record<'default' | 'other', Value>>;
  /** How the file names it and says nothing. */
  readonly empty?: string;
  /** A record that leaves it out says that there is none. */
  readonly none?: Partial<Scenario>;
}

const flag = (name: string): Key => ({
  name,
  isSetting: true,
  empty: '',
  values: { default: { file: 'false', cloud: { [name]: false } }, other: { file: 'true', cloud: { [name]: true } } },
});
const definition = (more: object): Partial<Scenario> => ({
  definition: { scenario: 'One', steps: [{ cog: 'a/b', stepId: 'One' }], ...more },
});

export const keys: readonly Key[] = [
  {
    name: 'folder',
    isSetting: true,
    empty: '',
    none: { folder: null },
    values: {
      default: { file: 'null', cloud: { folder: null } },
      other: { file: 'Leads', cloud: { folder: { id: 7 } } },
    },
  },
  {
    name: 'notificationGroups',
    isSetting: true,
    empty: '',
    none: { notificationGroups: [] },
    values: {
      default: { file: '[]', cloud: { notificationGroups: [] } },
      other: { file: '[Ops]', cloud: { notificationGroups: [{ id: 20 }] } },
    },
  },
  {
    name: 'severity',
    isSetting: true,
    empty: '',
    values: { default: { file: '4', cloud: { severity: 4 } }, other: { file: '2', cloud: { severity: 2 } } },
  },
  {
    name: 'dashboardSetting',
    isSetting: true,
    empty: '',
    values: {
      default: { file: 'default', cloud: { dashboardSetting: 'default' } },
      other: { file: 'include', cloud: { dashboardSetting: 'include' } },
    },
  },
  {
    name: 'type',
    isSetting: true,
    empty: '',
    values: {
      default: { file: 'default', cloud: { type: 'default' } },
      other: { file: 'template', cloud: { type: 'template' } },
    },
  },
  flag('exposedToApis'),
  flag('isLinkable'),
  {
    name: 'instructions',
    isSetting: true,
    empty: '',
    none: {},
    values: {
      default: { file: '""', cloud: { instructions: '' } },
      other: { file: 'Read me', cloud: { instructions: 'Read me' } },
    },
  },
  {
    name: 'description',
    isSetting: false,
    empty: '',
    none: {},
    values: {
      default: { file: '""', cloud: { description: '' } },
      other: { file: 'Words', cloud: { description: 'Words' } },
    },
  },
  {
    name: 'linkedScenarios',
    isSetting: false,
    empty: '',
    none: {},
    values: {
      default: { file: '{}', cloud: definition({ linkedScenarios: {} }) },
      other: {
        file: '{ onFail: { templateId: 4 } }',
        cloud: definition({ linkedScenarios: { onFail: { templateId: 4 } } }),
      },
    },
  },
  {
    name: 'tokens',
    isSetting: false,
    empty: '',
    none: {},
    values: {
      default: { file: '{}', cloud: definition({ tokens: {} }) },
      other: { file: '{ a: 1 }', cloud: definition({ tokens: { a: 1 } }) },
    },
  },
];

export const path = 'One.crank.yml';
const heres = ['absent', 'null', 'default', 'other'] as const;
const theres = ['absent', 'default', 'other'] as const;
type Here = (typeof heres)[number];
type There = (typeof theres)[number];

function writtenIn({ values, empty }: Key, here: Here): string | undefined {
  if (here === 'absent') return undefined;
  return here === 'null' ? empty : values[here].file;
}

export function fileOf(key: Key, here: Here): string {
  const value = writtenIn(key, here);
  const frame = `scenario: One\n${key.isSetting || value === undefined ? '' : `${key.name}: ${value}\n`}steps:\n- cog: a/b\n  stepId: One\n`;
  return key.isSetting && value !== undefined ? `${frame}stackmoxie:\n  ${key.name}: ${value}\n` : frame;
}

/** The line that names the key. */
export const named = ({ name }: Key, text = ''): string =>
  text
    .split('\n')
    .find((line) => line.trim().startsWith(`${name}:`))
    ?.trim() ?? '-';

const heldBy = (key: Key, record: Scenario | undefined): string => {
  if (!record) return 'gone';
  const values: Readonly<Record<string, unknown>> = { ...record.definition, ...record };
  const value = values[key.name];
  return value === undefined ? '-' : JSON.stringify(value);
};

export function emptyWorld(): FaithfulWorld {
  const world = faithfulWorld();
  world.cloud.folderRecords = [{ id: 7, name: 'Leads' }];
  world.cloud.groupRecords = [{ id: 20, name: 'Ops', members: [] }];
  world.cloud.put({ name: 'One', definition: { scenario: 'One', steps: [{ cog: 'a/b', stepId: 'One' }] } });
  return world;
}

/** What a record holds without the key. */
function without({ name, isSetting, none }: Key): object {
  if (isSetting) return { [name]: undefined, ...none };
  return name === 'description' ? { description: undefined } : definition({});
}

/** A colleague makes the key what it is to be. */
export function hold(world: FaithfulWorld, key: Key, there: There): void {
  world.cloud.change(1, () => ({ ...without(key), ...(there === 'absent' ? {} : key.values[there].cloud) }));
}

/** How the two sides came to each other: never linked, linked without a base, or agreed on before with the key absent or the other. */
export const beginnings = ['not linked', 'linked', 'agreed on none', 'agreed on other'] as const;

export async function begin(
  key: Key,
  beginning: (typeof beginnings)[number],
  { here, there }: { readonly here: Here; readonly there: There },
): Promise<FaithfulWorld> {
  const world = emptyWorld();
  const agreedOn = beginning === 'agreed on other' ? 'other' : 'absent';
  if (beginning.startsWith('agreed')) {
    world.files.texts.set(path, fileOf(key, agreedOn));
    hold(world, key, agreedOn);
    await world.engine.link(path, 1);
    await world.engine.apply(await world.engine.planPull('everything'));
  }
  world.files.texts.set(path, fileOf(key, here));
  hold(world, key, there);
  if (beginning === 'linked') await world.engine.link(path, 1);
  return world;
}

/** What came of going one way: the file's line, what the record holds, the state, and what was said. */
export interface Way {
  readonly what: string;
  readonly file: string;
  readonly cloud: string;
  readonly state: string;
  readonly said: readonly string[];
}

/** One way, as a person does it who agrees to what is offered and decides no conflict. */
export async function go(key: Key, world: FaithfulWorld, direction: 'push' | 'pull'): Promise<Way> {
  const plan = await (direction === 'push'
    ? world.engine.planPush({ paths: [path] })
    : world.engine.planPull({ ids: [1] }));
  const item = plan.items.find(({ path: own }) => own === path);
  const summary = await world.engine.apply(plan, item ? { chosen: new Set([keyOf(item)]) } : {});
  const said = summary.results
    .filter(({ outcome }) => outcome !== 'conflict')
    .flatMap(({ notes, reason }) => [...notes, ...(reason === undefined ? [] : [reason])]);
  const [after] = (await world.engine.status()).files;
  return {
    what: item?.what ?? 'nothing',
    file: named(key, world.files.texts.get(path)),
    cloud: heldBy(key, world.cloud.records.get(after?.id ?? 1)),
    state: after?.state ?? '',
    said,
  };
}

const wayWords = ({ what, file, cloud, state, said }: Way): string =>
  [`${what}: ${file} / ${cloud}, ${state}`, ...said].join('; ');

export interface Row {
  readonly here: Here;
  readonly there: There;
  readonly state: string;
  readonly differences: string;
  readonly push: Way;
  readonly pull: Way;
}

async function rowOf(
  key: Key,
  beginning: (typeof beginnings)[number],
  sides: { readonly here: Here; readonly there: There },
): Promise<Row> {
  const start = async (): Promise<FaithfulWorld> => begin(key, beginning, sides);
  const [status] = (await (await start()).engine.status()).files;
  const differences = [
    ...(status?.here.map(({ words }) => `here: ${words}`) ?? []),
    ...(status?.cloud.map(({ words }) => `cloud: ${words}`) ?? []),
  ].join('; ');
  return {
    ...sides,
    state: status?.state ?? '',
    differences,
    push: await go(key, await start(), 'push'),
    pull: await go(key, await start(), 'pull'),
  };
}

export const rowsOf = async (key: Key, beginning: (typeof beginnings)[number]): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const here of heres) for (const there of theres) rows.push(await rowOf(key, beginning, { here, there }));
  return rows;
};

/** Columns, each as wide as its widest word. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((word, column) => word.padEnd(widths[column] ?? 0))
        .join(' | ')
        .trimEnd(),
    )
    .join('\n');
}

export async function drawingOf(key: Key): Promise<string> {
  const tables: string[] = [];
  for (const beginning of beginnings) {
    const rows = await rowsOf(key, beginning);
    const words = rows.map(({ here, there, state, differences, push, pull }) => [
      here,
      there,
      state,
      wayWords(push),
      wayWords(pull),
      differences,
    ]);
    tables.push(
      `${beginning}\n\n${aligned([['here', 'there', 'state', 'push: file / cloud, state', 'pull: file / cloud, state', 'differences'], ...words])}\n`,
    );
  }
  return tables.join('\n');
}
