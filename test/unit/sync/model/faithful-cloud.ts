import type { CloudInput, CloudPort } from '../../../../src/sync/model/ports';
import type { Settings } from '../../../../src/sync/model/content';
import type { ScenarioDefinition } from '../../../../src/wire/definition';
import type { Id } from '../../../../src/wire/payload';
import type { Folder, NotificationGroup, Scenario } from '../../../../src/wire/records';
import { LostAnswer, organization, type Life } from '../made-world';

/** A write whose answer was lost, and that the service does later, if ever. */
interface Late {
  /** Unix milliseconds. */
  readonly due: number;
  readonly work: () => void;
}

/** What becomes of one write and of its answer. */
export type Fate = 'done' | 'refused' | 'done, no answer' | 'late, no answer' | 'never, no answer';

/**
 * An organization in memory that keeps every key that the API has, and leaves out those that nobody has set. It may drop
 * keys, lose answers, do writes late, and hold definitions that nobody can read.
 */
export class FaithfulCloud implements CloudPort {
  readonly organization = organization;
  readonly records = new Map<Id, Scenario>();
  folderRecords: readonly Folder[] = [];
  groupRecords: readonly NotificationGroup[] = [];
  requests: string[] = [];
  /** Definitions that nobody can read. */
  readonly hidden = new Map<Id, ScenarioDefinition>();
  /** Writes to scenarios whose definition nobody could read, and deletions: each is one too many. */
  readonly blind: string[] = [];
  /** Every scenario that a request created, also those that are gone. */
  readonly created: { readonly id: Id; readonly name: string }[] = [];
  /** What the service does not keep; its answer to a write may say otherwise. */
  drops: ReadonlySet<keyof Settings> = new Set();
  echoes = false;
  fate: (request: string) => Fate = () => 'done';
  /** Milliseconds that a late write takes. */
  delay = (): number => 5_000;
  clock = 1_000_000;
  life: Life | undefined;
  #next = 1;
  #late: Late[] = [];

  scenarios(): Promise<readonly Scenario[]> {
    return this.#ask('list', () => [...this.records.values()]);
  }
  scenario(id: Id): Promise<Scenario | undefined> {
    return this.#ask(`get ${id}`, () => this.records.get(id));
  }
  folders(): Promise<readonly Folder[]> {
    return this.#ask('folders', () => this.folderRecords);
  }
  notificationGroups(): Promise<readonly NotificationGroup[]> {
    return this.#ask('groups', () => this.groupRecords);
  }
  create(input: { readonly name: string } & CloudInput): Promise<Scenario> {
    this.life?.step();
    return this.#write('create', () => this.put(input));
  }
  update(id: Id, changes: CloudInput): Promise<Scenario> {
    this.life?.step();
    return this.#write(`update ${id}`, () => {
      const old = this.records.get(id);
      if (!old) throw new Error('404');
      if (this.hidden.has(id)) this.blind.push(`update ${id}`);
      return this.#keep({ ...old, ...recordOf(changes), id });
    });
  }
  delete(id: Id): Promise<void> {
    this.life?.step();
    return this.#write(`delete ${id}`, () => {
      if (this.hidden.has(id)) this.blind.push(`delete ${id}`);
      this.records.delete(id);
    });
  }
  isUnclear(error: unknown): boolean {
    return error instanceof LostAnswer;
  }

  /** Makes a scenario, as a request or a colleague does. @returns what the service says of it */
  put(input: { readonly name: string } & CloudInput): Scenario {
    const id = this.#next;
    this.#next += 1;
    this.created.push({ id, name: input.name });
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

  /** From now on nobody can read a scenario's definition, though the service has it. */
  hide(id: Id): void {
    const old = this.records.get(id);
    if (!old?.definition) return;
    this.hidden.set(id, old.definition);
    this.records.set(id, { ...old, definition: null });
  }

  /** The definition of a scenario can be read again. */
  show(id: Id): void {
    const [old, definition] = [this.records.get(id), this.hidden.get(id)];
    this.hidden.delete(id);
    if (old && definition) this.records.set(id, { ...old, definition });
  }

  /** A colleague changes a scenario; what is undefined goes. */
  change(id: Id, change: (old: Scenario) => Partial<{ [K in keyof Scenario]: Scenario[K] | undefined }>): void {
    const old = this.records.get(id);
    if (old) this.#keep(known({ ...old, ...change(old) }) as unknown as Scenario);
  }

  /** Lets time pass: what is late is done when it is due. */
  pass(milliseconds: number): void {
    this.clock += milliseconds;
    const due = this.#late.filter((late) => late.due <= this.clock);
    this.#late = this.#late.filter((late) => late.due > this.clock);
    for (const late of due) late.work();
  }

  #keep(scenario: Scenario): Scenario {
    this.clock += 1;
    const said = { ...scenario, updatedAt: this.clock };
    const kept = Object.fromEntries(
      Object.entries(said).filter(([key]) => !this.drops.has(key as keyof Settings)),
    ) as unknown as Scenario;
    this.records.set(scenario.id, kept);
    return this.echoes ? said : kept;
  }

  async #write<T>(request: string, work: () => T): Promise<T> {
    return this.#ask(request, () => {
      const fate = this.fate(request);
      if (fate === 'refused') throw new Error(`${request} was refused`);
      const attempt = (): void => {
        try {
          work();
        } catch {
          // Nobody hears of it.
        }
      };
      if (fate === 'done, no answer') attempt();
      if (fate === 'late, no answer') this.#late.push({ due: this.clock + this.delay(), work: attempt });
      if (fate !== 'done') throw new LostAnswer(`${request}: no answer`);
      return work();
    });
  }

  async #ask<T>(request: string, work: () => T): Promise<T> {
    this.requests.push(request);
    await Promise.resolve();
    this.pass(0);
    return work();
  }
}

const known = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function recordOf({ folder, notificationGroups, ...rest }: CloudInput): Partial<Scenario> {
  return {
    ...rest,
    ...(folder === undefined ? {} : { folder: folder === null ? null : { id: folder } }),
    ...(notificationGroups === undefined ? {} : { notificationGroups: notificationGroups.map((id) => ({ id })) }),
  };
}
