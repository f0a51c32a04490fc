import { t } from '../base/localize';

/**
 * Says what an operation does, to follow "may not": `change schedules`.
 * @param operation as `PATCH /v1/organizations/{org}/schedules/{id}`
 */
export function deedOf(operation: string): string {
  const { method, resource } = read(operation);
  const deeds = deedsOf[resource];
  if (!deeds) return t('do this');
  if (method === 'GET' || method === 'HEAD') return deeds.see();
  if (method === 'POST') return deeds.create();
  return method === 'DELETE' ? deeds.delete() : deeds.change();
}

/** Whether an operation asks for something that every organization has: its lists, its registry. */
export function isOfOrganization(operation: string): boolean {
  const { method, path } = read(operation);
  return method === 'GET' && path.length <= 4 && path[0] === 'v1';
}

interface Deeds {
  readonly see: () => string;
  readonly create: () => string;
  readonly change: () => string;
  readonly delete: () => string;
}

const changeRegistry = (): string => t('change the registry');

const deedsOf: Readonly<Partial<Record<string, Deeds>>> = {
  folders: {
    see: () => t('see folders'),
    create: () => t('create folders'),
    change: () => t('change folders'),
    delete: () => t('delete folders'),
  },
  scenarios: {
    see: () => t('see scenarios'),
    create: () => t('create scenarios'),
    change: () => t('change scenarios'),
    delete: () => t('delete scenarios'),
  },
  runs: {
    see: () => t('see runs'),
    create: () => t('start runs'),
    change: () => t('change runs'),
    delete: () => t('delete runs'),
  },
  schedules: {
    see: () => t('see schedules'),
    create: () => t('create schedules'),
    change: () => t('change schedules'),
    delete: () => t('delete schedules'),
  },
  connections: {
    see: () => t('see connections'),
    create: () => t('create connections'),
    change: () => t('change connections'),
    delete: () => t('delete connections'),
  },
  members: {
    see: () => t('see members'),
    create: () => t('invite members'),
    change: () => t('change members'),
    delete: () => t('remove members'),
  },
  'notification-groups': {
    see: () => t('see notification groups'),
    create: () => t('create notification groups'),
    change: () => t('change notification groups'),
    delete: () => t('delete notification groups'),
  },
  registry: {
    see: () => t('see the registry'),
    create: changeRegistry,
    change: changeRegistry,
    delete: changeRegistry,
  },
};

const aliases: Readonly<Partial<Record<string, string>>> = {
  asyncScenario: 'scenarios',
  job: 'scenarios',
  mostRecentRun: 'runs',
  log: 'runs',
};

function read(operation: string): {
  readonly method: string;
  readonly path: readonly string[];
  readonly resource: string;
} {
  const [method = '', address = ''] = operation.trim().split(/\s+/);
  const path = address
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((part) => part !== '');
  const named = path.map((part) => aliases[part] ?? part).filter((part) => Object.hasOwn(deedsOf, part));
  return { method: method.toUpperCase(), path, resource: named.at(-1) ?? '' };
}
