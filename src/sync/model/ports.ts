import type { Cancellation } from '../../base/cancellation';
import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import type { Id, ScenarioType } from '../../wire/payload';
import type { Folder, Listed, NotificationGroup, Scenario } from '../../wire/records';
import type { Settings } from './content';

/** Thrown where a file is not what it was when it was read: somebody else has written meanwhile. */
export class FileChangedError extends Error {
  override readonly name = 'FileChangedError';
  constructor(readonly path: string) {
    super(t('{0} was changed in the meantime.', path));
  }
}

/** Thrown where the bytes of a file are not exactly a text in UTF-8, or an editor that holds it would not write UTF-8. */
export class NotUtf8Error extends Error {
  override readonly name = 'NotUtf8Error';
  /** @param encoding what it is instead, for people, where that is known */
  constructor(
    readonly path: string,
    encoding?: string,
  ) {
    super(
      encoding === undefined
        ? t('{0} is not UTF-8. It is not sent or changed until it is saved as UTF-8.', path)
        : t('{0} is {1}. It is not sent or changed until it is saved as UTF-8.', path, encoding),
    );
  }
}

/** Files of one workspace folder. Paths are relative to it, with `/` between their parts. Each write is whole or not at all, also when the process is killed. */
export interface FilePort {
  /** `undefined` where there is none. Where an editor holds unsaved text of it, that text. Throws what the file system throws, and a `NotUtf8Error`. */
  read(path: string): Promise<string | undefined>;
  /**
   * Writes a file and makes the folders above it. Where an editor holds it, through the editor, so that it can be undone.
   * @param expected what was read before, `undefined` for a file that must not be there. Throws a `FileChangedError` where it is not so, and a
   * `NotUtf8Error` where what is there is not UTF-8.
   */
  write(path: string, text: string, expected: string | undefined): Promise<void>;
  /** Throws a `FileChangedError` where the text is not `expected`, and a `NotUtf8Error`. */
  remove(path: string, expected: string): Promise<void>;
  /** Never overwrites; a change of case alone works on every file system. */
  rename(from: string, to: string): Promise<void>;
  /** The paths of all scenario files, sorted; `.stackmoxie` is not among them. */
  list(): Promise<readonly string[]>;
}

/** Files under `.stackmoxie`: no editor holds them. Paths are relative to it. Each write is whole or not at all. */
export interface StorePort {
  /** `undefined` where there is none. Throws a `NotUtf8Error` where a person has written it otherwise. */
  read(path: string): Promise<string | undefined>;
  /** The paths of all files below a folder, sorted; none where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Writes whatever was there. */
  put(path: string, text: string): Promise<void>;
  /** No error where there is none. */
  delete(path: string): Promise<void>;
  /** Does `work` while nobody else does any under this lock, in this process or another; never for long. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Names this process, like no other on any machine. */
  readonly process: string;
  /** Whether the process of that name is still there; of another machine's nobody knows, and it counts as there. */
  isRunning(process: string): boolean;
}

/** One organization's scenarios. Every call may throw an `ApiError`; no write is ever sent twice. */
export interface CloudPort {
  readonly organization: string;
  scenarios(cancellation?: Cancellation): Promise<Listed<Scenario>>;
  /** `undefined` where it is gone. */
  scenario(id: Id, cancellation?: Cancellation): Promise<Scenario | undefined>;
  folders(cancellation?: Cancellation): Promise<readonly Folder[]>;
  notificationGroups(cancellation?: Cancellation): Promise<readonly NotificationGroup[]>;
  create(input: { readonly name: string } & CloudInput): Promise<Scenario>;
  update(id: Id, changes: CloudInput): Promise<Scenario>;
  delete(id: Id): Promise<void>;
  /** Whether an error leaves it open if the write was done: then read before anything else is said. */
  isUnclear(error: unknown): boolean;
}

/** What travels: folders and groups by number. */
export interface CloudInput extends Omit<Settings, 'folder' | 'notificationGroups'> {
  readonly name?: string;
  readonly description?: string;
  /** One that could not be read goes as it came. */
  readonly definition?: NonNullable<Scenario['definition']>;
  readonly type?: ScenarioType;
  readonly folder?: Id | null;
  readonly notificationGroups?: readonly Id[];
}

/** What sentences are compiled by. */
export interface Language {
  readonly catalog: Catalog | undefined;
  /** Unix milliseconds: what date phrases are relative to. */
  readonly now: number;
}
