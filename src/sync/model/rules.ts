import type { ScenarioDefinition } from '../../wire/definition';
import type { Id } from '../../wire/payload';
import type { Folder, NotificationGroup, Scenario } from '../../wire/records';
import type { Content, NamedReference, Settings } from './content';
import type { CloudInput, Language } from './ports';

/** One thing that two contents say differently. */
export interface Difference {
  readonly path: readonly (string | number)[];
  /** For people, without a full stop. */
  readonly words: string;
}

export interface Problem {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** What helps, where a command of ours can do it: the file is to be saved as UTF-8. */
  readonly needs?: 'utf8';
}

/** Numbers of a file that are sent in other characters than they are written in. */
export interface Numbers {
  /** Those that would arrive as other numbers: the file is not sent. */
  readonly refused: readonly Problem[];
  /** Those of which a person is asked whether they are meant so. */
  readonly asked: readonly Problem[];
}

/** What a file says. Without `content` it cannot be pushed; the problems say why. */
export interface Compiled {
  readonly content?: Content;
  readonly problems: readonly Problem[];
}

/** Numbers of folders and groups; `undefined` where none, or several, have the name. */
export interface NameNumbers {
  folder(reference: NamedReference): Id | undefined;
  notificationGroup(reference: NamedReference): Id | undefined;
}

/** What helps to name a scenario's folder and groups as its file (`like`) does. */
export interface Surroundings {
  readonly folders?: readonly Folder[];
  readonly groups?: readonly NotificationGroup[];
  readonly like?: Settings;
}

/**
 * What push and pull ask of the scenario language. The engine takes it as a parameter because it needs the YAML library,
 * which loads with the first use.
 */
export interface Rules {
  readonly compileFile: (text: string, language: Language) => Compiled;
  /** Of a text and what it says. */
  readonly numbersOf: (text: string, content: Content, language: Language) => Numbers;
  readonly contentOfScenario: (scenario: Scenario, surroundings?: Surroundings) => Content;
  /** Settings are compared only where both contents name them. */
  readonly differences: (before: Content, after: Content) => readonly Difference[];
  /** Whether there are no differences; quicker. */
  readonly isSame: (one: Content, other: Content) => boolean;
  /** Where both sides changed the same, `mine` stands in the content and a conflict tells of it. */
  readonly mergeContents: (
    base: Content,
    mine: Content,
    theirs: Content,
  ) => { readonly content: Content; readonly conflicts: readonly Difference[] };
  /** Leaves settings unnamed that the file does not name. `undefined` where it cannot be done surely. */
  readonly rewriteFile: (text: string, content: Content, language: Language) => string | undefined;
  /** The text without some settings, and nothing else changed. `undefined` where it cannot be done surely. */
  readonly unname: (text: string, keys: readonly (keyof Settings)[]) => string | undefined;
  readonly renderFile: (content: Content, language: Language) => string;
  /** Only what changed; what `current` has and no file can say stays. Throws where a folder or group is named that there is not. */
  readonly changesFor: (
    before: Content,
    after: Content,
    names: NameNumbers,
    current?: ScenarioDefinition | null,
  ) => CloudInput;
  /** Throws as `changesFor`. */
  readonly creationFor: (content: Content, names: NameNumbers) => CloudInput & { readonly name: string };
}
