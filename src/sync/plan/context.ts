import { neverCancelled, type Cancellation } from '../../base/cancellation';
import type { TimeSource, Timer } from '../../base/clock';
import type { Scenario } from '../../wire/records';
import { Backups } from '../store/backups';
import { BaseStore } from '../store/base-store';
import type { Content, Settings } from '../model/content';
import { Journal } from '../store/journal';
import { LinkStore } from '../store/links-store';
import { soleOwner, type OwnerPort } from './owner';
import type { CloudPort, FilePort, Language, StorePort } from '../model/ports';
import type { References } from '../model/references';
import type { Compiled } from '../model/findings';
import type { FileSide } from './states';
import { withIgnoreFile } from '../store/state-folder';
import { ItemTurns } from './turns';
import { isSame } from '../diff/compare';
import { compileFile } from '../file/compile';
import { contentOfScenario } from '../model/cloud-content';

type DeskClock = TimeSource & Partial<Timer>;

/** What push and pull work with: one workspace folder and one organization. */
export interface SyncWorld {
  readonly files: FilePort;
  readonly store: StorePort;
  readonly cloud: CloudPort;
  /** One that can sleep lets others work in between. */
  readonly clock: DeskClock;
  /** What sentences mean now. */
  readonly language: () => Language;
  /** The directory that cloud folders become directories in; `''` is the workspace folder itself. */
  readonly root?: string;
  /** Whose the folder is; absent where nobody switches. */
  readonly owner?: OwnerPort;
  /** Shows that a scenario is looked for whose answer was lost, and lets the user end that. */
  readonly whileLooking?: WhileLooking;
  /** Whose turn it is on a file or scenario; shared by all that works on the folder in this process. */
  readonly turns?: ItemTurns;
}

/** Does `look`, which hears where the user does not want to wait. @param name the scenario's */
export type WhileLooking = <T>(name: string, look: (cancellation: Cancellation) => Promise<T>) => Promise<T>;

/** Where the look is not shown, it goes on to its end. */
const alone: WhileLooking = (_, look) => look(neverCancelled);

/** The world, and the files of the state folder as what they are. */
export class SyncContext {
  readonly files: FilePort;
  readonly cloud: CloudPort;
  readonly clock: DeskClock;
  readonly language: () => Language;
  readonly root: string;
  readonly owner: OwnerPort;
  readonly turns: ItemTurns;
  readonly links: LinkStore;
  readonly bases: BaseStore;
  readonly backups: Backups;
  readonly journal: Journal;
  readonly whileLooking: WhileLooking;

  constructor(world: SyncWorld) {
    const { files, store, cloud, clock, language, root = '' } = world;
    const { owner = soleOwner(cloud.organization), turns = new ItemTurns(), whileLooking = alone } = world;
    const safe = withIgnoreFile(store);
    this.files = files;
    this.cloud = cloud;
    this.clock = clock;
    this.language = language;
    this.root = root;
    this.owner = owner;
    this.whileLooking = whileLooking;
    this.turns = turns;
    this.links = new LinkStore(safe, clock);
    this.bases = new BaseStore(safe, cloud.organization);
    this.backups = new Backups(safe, { organization: cloud.organization, clock });
    this.journal = new Journal(safe, clock);
  }

  get organization(): string {
    return this.cloud.organization;
  }

  /** @param like the settings of the scenario's file: folders and groups are named as it names them. */
  contentOf(scenario: Scenario, { folders, groups }: References, like?: Settings): Content {
    return contentOfScenario(scenario, { folders, groups, ...(like ? { like } : {}) });
  }

  compile(text: string): Compiled {
    return compileFile(text, this.language());
  }

  side(text: string): FileSide {
    const { content } = this.compile(text);
    return content ? { text, content } : { text };
  }

  /** Whether the cloud says what it said before. Tokens that it holds only now are a change. */
  isStill(before: Content, now: Content): boolean {
    const whole = (content: Content): Content => ({ ...content, tokens: content.tokens ?? {} });
    return isSame(whole(before), whole(now));
  }
}
