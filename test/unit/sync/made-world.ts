import type { Id } from '../../../src/wire/payload';
import type { Folder, Scenario } from '../../../src/wire/records';
import type { Content } from '../../../src/sync/model/content';
import type { SyncWorld } from '../../../src/sync/plan/context';
import { SyncEngine } from '../../../src/sync/engine';
import type { OwnerPort } from '../../../src/sync/plan/owner';
import {
  FileChangedError,
  type CloudInput,
  type CloudPort,
  type FilePort,
  type StorePort,
} from '../../../src/sync/model/ports';
import { definitionFor } from '../../../src/sync/diff/changes';

export const organization = '4f0c9d2e-0000-4000-8000-000000000001';

/** What a process that is killed does no more. */
export class Killed extends Error {}

/** Counts writes of a process, and kills it before one of them. */
export class Life {
  left = Number.POSITIVE_INFINITY;
  /** Every write of the process passes here. */
  step(): void {
    if (this.left <= 0) throw new Killed('killed');
    this.left -= 1;
  }
}

/** Files in memory, of scenarios or of the state folder. */
export class MadeFiles implements FilePort {
  readonly texts = new Map<string, string>();
  writes = 0;
  life = new Life();

  read(path: string): Promise<string | undefined> {
    return Promise.resolve(this.texts.get(path));
  }
  write(path: string, text: string, expected: string | undefined): Promise<void> {
    return attempt(() => {
      this.life.step();
      if (this.texts.get(path) !== expected) throw new FileChangedError(path);
      this.texts.set(path, text);
      this.writes += 1;
    });
  }
  remove(path: string, expected: string): Promise<void> {
    return attempt(() => {
      this.life.step();
      if (this.texts.get(path) !== expected) throw new FileChangedError(path);
      this.texts.delete(path);
    });
  }
  rename(from: string, to: string): Promise<void> {
    return attempt(() => {
      this.life.step();
      const text = this.texts.get(from);
      if (text === undefined || this.texts.has(to)) throw new Error('cannot rename');
      this.texts.delete(from);
      this.texts.set(to, text);
    });
  }
  list(): Promise<readonly string[]> {
    return Promise.resolve([...this.texts.keys()].sort());
  }
}

function attempt(work: () => void): Promise<void> {
  try {
    work();
    return Promise.resolve();
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
}

/** What lies in the state folder, and which processes run; one for all windows. */
export class MadeDisk {
  readonly texts = new Map<string, string>();
  readonly running = new Set<string>();
  writes: string[] = [];
  /** Whoever works alone. */
  last: Promise<unknown> = Promise.resolve();
}

export class MadeStore implements StorePort {
  readonly disk: MadeDisk;
  readonly process: string;
  life = new Life();
  /** Whether the disk has no room for a file. */
  isFull: (path: string) => boolean = () => false;

  constructor(disk: MadeDisk, process: string) {
    this.disk = disk;
    this.process = process;
    disk.running.add(process);
  }

  isRunning(process: string): boolean {
    return this.disk.running.has(process);
  }
  read(path: string): Promise<string | undefined> {
    return Promise.resolve(this.disk.texts.get(path));
  }
  list(folder: string): Promise<readonly string[]> {
    return Promise.resolve([...this.disk.texts.keys()].filter((path) => path.startsWith(`${folder}/`)).sort());
  }
  put(path: string, text: string): Promise<void> {
    return attempt(() => {
      this.life.step();
      if (this.isFull(path)) throw new Error(`no room for ${path}`);
      this.disk.texts.set(path, text);
      this.disk.writes.push(path);
    });
  }
  delete(path: string): Promise<void> {
    return attempt(() => {
      this.life.step();
      this.disk.texts.delete(path);
    });
  }
  alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.disk.last.then(work, work);
    this.disk.last = mine.catch(() => undefined);
    return mine;
  }
}

/** An answer that never came. */
export class LostAnswer extends Error {}

/** An organization in memory. `trouble` spoils requests: before they are done, or their answers; `late`: the answer is lost, and the write comes later. */
export class MadeCloud implements CloudPort {
  readonly organization = organization;
  readonly records = new Map<Id, Scenario>();
  folderRecords: Folder[] = [];
  requests: string[] = [];
  dropsTokens = false;
  trouble: (request: string) => 'refuse' | 'lose' | 'late' | undefined = () => undefined;
  /** Writes that have got no answer and are not done yet. */
  late: { readonly request: string; readonly sent: unknown; readonly work: () => unknown }[] = [];
  clock = 1_000_000;
  #next = 1;
  life = new Life();

  scenarios(): Promise<readonly Scenario[]> {
    return this.#ask('list', () => [...this.records.values()]);
  }
  scenario(id: Id): Promise<Scenario | undefined> {
    return this.#ask(`get ${id}`, () => this.records.get(id));
  }
  folders(): Promise<readonly Folder[]> {
    return this.#ask('folders', () => this.folderRecords);
  }
  notificationGroups(): Promise<readonly []> {
    return this.#ask('groups', (): readonly [] => []);
  }
  create(input: { readonly name: string } & CloudInput): Promise<Scenario> {
    this.life.step();
    return this.#ask('create', () => this.put(input), input);
  }
  update(id: Id, changes: CloudInput): Promise<Scenario> {
    this.life.step();
    return this.#ask(
      `update ${id}`,
      () => {
        const old = this.records.get(id);
        if (!old) throw new Error('404');
        return this.#keep({ ...old, ...recordOf(changes), id });
      },
      changes,
    );
  }
  delete(id: Id): Promise<void> {
    this.life.step();
    return this.#ask(`delete ${id}`, () => void this.records.delete(id));
  }
  isUnclear(error: unknown): boolean {
    return error instanceof LostAnswer;
  }

  /** Does what is late. */
  land(): void {
    const late = this.late;
    this.late = [];
    for (const { work } of late) work();
  }

  /** Makes a scenario, as a colleague would. */
  put(input: { readonly name: string } & CloudInput): Scenario {
    const id = this.#next;
    this.#next += 1;
    return this.#keep({
      id,
      createdAt: this.clock,
      definition: null,
      folder: null,
      schedule: null,
      notificationGroups: [],
      ...recordOf(input),
      name: input.name,
    });
  }
  /** Changes one, as a colleague would. */
  change(id: Id, content: Content): void {
    const old = this.records.get(id);
    if (old)
      this.#keep({ ...old, name: content.name, description: content.description, definition: definitionFor(content) });
  }

  #keep(scenario: Scenario): Scenario {
    this.clock += 1;
    const { definition } = scenario;
    const bare = definition && Object.fromEntries(Object.entries(definition).filter(([key]) => key !== 'tokens'));
    const kept = {
      ...scenario,
      updatedAt: this.clock,
      definition: this.dropsTokens ? (bare as Scenario['definition']) : definition,
    };
    this.records.set(scenario.id, kept);
    return kept;
  }

  async #ask<T>(request: string, work: () => T, sent?: unknown): Promise<T> {
    this.requests.push(request);
    await Promise.resolve();
    const trouble = this.trouble(request);
    if (trouble === 'refuse') throw new Error(`${request} was refused`);
    if (trouble === 'late') this.late.push({ request, sent, work });
    if (trouble === 'late') throw new LostAnswer(`${request}: no answer yet`);
    const answer = work();
    if (trouble === 'lose') throw new LostAnswer(`${request}: no answer`);
    return answer;
  }
}

/** Groups are nobody's matter here. */
function recordOf({ folder, ...rest }: CloudInput): Partial<Scenario> {
  return {
    ...rest,
    notificationGroups: [],
    ...(folder === undefined ? {} : { folder: folder === null ? null : { id: folder } }),
  };
}

export interface MadeWorld {
  readonly files: MadeFiles;
  readonly disk: MadeDisk;
  readonly store: MadeStore;
  readonly cloud: MadeCloud;
  readonly engine: SyncEngine;
  /** Ends this process; another one starts on the same files. */
  restart(): MadeWorld;
  /** Another window on the same folder. */
  second(): MadeWorld;
}

let processes = 0;

export function madeWorld(
  shared: {
    readonly files?: MadeFiles;
    readonly disk?: MadeDisk;
    readonly cloud?: MadeCloud;
    readonly owner?: OwnerPort;
  } = {},
): MadeWorld {
  const { files = new MadeFiles(), disk = new MadeDisk(), cloud = new MadeCloud(), owner } = shared;
  processes += 1;
  const store = new MadeStore(disk, `process-${processes}`);
  const world: SyncWorld = {
    files,
    store,
    cloud,
    clock: { now: () => cloud.clock },
    language: () => ({ catalog: undefined, now: 0 }),
    ...(owner ? { owner } : {}),
  };
  return {
    files,
    disk,
    store,
    cloud,
    engine: new SyncEngine(world),
    second: () => madeWorld({ files, disk, cloud }),
    restart: () => {
      disk.running.delete(store.process);
      files.life = new Life();
      cloud.life = new Life();
      return madeWorld({ files, disk, cloud });
    },
  };
}

/** One life for all that a process writes. */
export function share(world: MadeWorld, life: Life): void {
  world.files.life = life;
  world.store.life = life;
  world.cloud.life = life;
}

export const content = (name: string, more: Partial<Content> = {}): Content => ({
  name,
  description: '',
  tokens: {},
  steps: [{ cog: 'a/b', stepId: 'One' }],
  settings: {},
  ...more,
});
export const step = (value: string) => ({ cog: 'a/b', stepId: 'One', data: { value } });
export const input = (made: Content): { readonly name: string } & CloudInput => ({
  name: made.name,
  description: made.description,
  definition: definitionFor(made),
});
