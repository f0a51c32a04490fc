import type { Cancellation } from '../../base/cancellation';
import type { Id } from '../../wire/payload';
import type { Folder, Listed, NotificationGroup, Scenario } from '../../wire/records';
import type { Named } from '../model/references';
import type { CloudInput, CloudPort } from '../model/ports';

/** The cloud as it was listed last. */
export interface Remembered {
  readonly known: Listed<Scenario>;
  readonly named: Named;
}

/** A cloud that remembers what it told: local changes can then be told without asking again. */
export class RememberedCloud implements CloudPort {
  readonly organization: string;
  #scenarios: Map<Id, Scenario> | undefined;
  #leftOut = 0;
  #folders: readonly Folder[] | undefined;
  #groups: readonly NotificationGroup[] | undefined;
  #listedAt: number | undefined;

  constructor(
    private readonly cloud: CloudPort,
    private readonly clock: { now(): number },
  ) {
    this.organization = cloud.organization;
  }

  /** `undefined` before everything was listed once, and after a write that left open what there is. */
  get last(): Remembered | undefined {
    if (!this.#scenarios || !this.#folders || !this.#groups) return undefined;
    const known = [...this.#scenarios.values()];
    return {
      known: this.#leftOut === 0 ? known : Object.assign(known, { leftOut: this.#leftOut }),
      named: { folders: this.#folders, groups: this.#groups },
    };
  }

  /** When all scenarios were listed last, in Unix milliseconds. */
  get listedAt(): number | undefined {
    return this.#listedAt;
  }

  async scenarios(cancellation?: Cancellation): Promise<Listed<Scenario>> {
    const listed = await this.cloud.scenarios(cancellation);
    this.#scenarios = new Map(listed.map((scenario) => [scenario.id, scenario]));
    this.#leftOut = listed.leftOut ?? 0;
    this.#listedAt = this.clock.now();
    return listed;
  }

  async scenario(id: Id, cancellation?: Cancellation): Promise<Scenario | undefined> {
    const found = await this.cloud.scenario(id, cancellation);
    if (found) this.#scenarios?.set(id, found);
    else this.#scenarios?.delete(id);
    return found;
  }

  async folders(cancellation?: Cancellation): Promise<readonly Folder[]> {
    return (this.#folders = await this.cloud.folders(cancellation));
  }

  async notificationGroups(cancellation?: Cancellation): Promise<readonly NotificationGroup[]> {
    return (this.#groups = await this.cloud.notificationGroups(cancellation));
  }

  create(input: { readonly name: string } & CloudInput): Promise<Scenario> {
    return this.#write(() => this.cloud.create(input));
  }

  update(id: Id, changes: CloudInput): Promise<Scenario> {
    return this.#write(() => this.cloud.update(id, changes));
  }

  async delete(id: Id): Promise<void> {
    try {
      await this.cloud.delete(id);
      this.#scenarios?.delete(id);
    } catch (error) {
      this.#scenarios = undefined;
      throw error;
    }
  }

  isUnclear(error: unknown): boolean {
    return this.cloud.isUnclear(error);
  }

  async #write(send: () => Promise<Scenario>): Promise<Scenario> {
    try {
      const written = await send();
      this.#scenarios?.set(written.id, written);
      return written;
    } catch (error) {
      // Nobody knows what there is now.
      this.#scenarios = undefined;
      throw error;
    }
  }
}
