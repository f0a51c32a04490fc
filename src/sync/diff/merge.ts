import type { LinkedScenario, LinkedScenarios } from '../../wire/definition';
import type { Content, Settings } from '../model/content';
import { mergeSteps, type Conflict } from './merge-steps';
import { mergeKeys, mergeValue, type Three } from './merge-values';
import { normalLinks } from '../model/normal-form';
import { settingKeys } from '../model/read-settings';
import { sameSetting } from '../model/settings';
import { conflictWords, type Path } from './words';

export interface Merged {
  readonly content: Content;
  /** What both sides changed differently. */
  readonly conflicts: readonly Conflict[];
}

/** Merges what stands at a path, and notes the conflicts. */
class Merge {
  readonly conflicts: Conflict[] = [];

  value<T>(path: Path, three: Three<T>): T {
    return mergeValue(three, this.#clash(path)) as T;
  }

  keys(path: Path, three: Three<Readonly<Record<string, unknown>> | undefined>): Readonly<Record<string, unknown>> {
    return mergeKeys(three, this.#clash(path));
  }

  steps(
    path: readonly string[],
    { base = [], mine = [], theirs = [] }: Three<Content['steps'] | undefined>,
  ): Content['steps'] {
    const { steps, conflicts } = mergeSteps({ base, mine, theirs }, path);
    this.conflicts.push(...conflicts);
    return steps;
  }

  link(
    when: 'onPass' | 'onFail',
    { base = {}, mine = {}, theirs = {} }: Three<LinkedScenarios | undefined>,
  ): LinkedScenario {
    const path = ['linkedScenarios', when];
    const [old = {}, my = {}, their = {}] = [base[when], mine[when], theirs[when]];
    const templateId = this.value([...path, 'templateId'], {
      base: old.templateId,
      mine: my.templateId,
      theirs: their.templateId,
    });
    const steps = this.steps([...path, 'steps'], { base: old.steps, mine: my.steps, theirs: their.steps });
    return { steps, ...(templateId === undefined ? {} : { templateId }) };
  }

  /** A side that holds no tokens says nothing of them. */
  tokens({ base, mine, theirs }: Three<Content['tokens']>): Pick<Content, 'tokens'> {
    const tokens = mine && theirs ? this.keys(['tokens'], { base, mine, theirs }) : (mine ?? theirs);
    return tokens ? { tokens } : {};
  }

  /** A side that does not name a setting says nothing of it. */
  settings({ base, mine, theirs }: Three<Settings>): Settings {
    const entries = settingKeys.map((key) => {
      if (mine[key] === undefined || theirs[key] === undefined)
        return [key, mine[key] === undefined ? theirs[key] : mine[key]] as const;
      if (sameSetting(key, mine, theirs) || sameSetting(key, base, theirs)) return [key, mine[key]] as const;
      if (sameSetting(key, base, mine)) return [key, theirs[key]] as const;
      const path = ['settings', key];
      this.conflicts.push({ path, words: conflictWords(path, mine[key], theirs[key]) });
      return [key, mine[key]] as const;
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  #clash(path: Path): (keys: readonly string[], mine: unknown, theirs: unknown) => void {
    return (keys, mine, theirs) =>
      void this.conflicts.push({ path: [...path, ...keys], words: conflictWords([...path, ...keys], mine, theirs) });
  }
}

/**
 * Merges three-way, by key and by step. What one side changed is taken, also where the other changed something else of the
 * same step. Where both changed the same differently, mine stands and a conflict tells of it. No step that one side added is lost.
 */
export function mergeContents(base: Content, mine: Content, theirs: Content): Merged {
  const merge = new Merge();
  const three = <K extends keyof Content>(key: K): Three<Content[K]> => ({
    base: base[key],
    mine: mine[key],
    theirs: theirs[key],
  });
  const links = three('linkedScenarios');
  const content = {
    name: merge.value(['name'], three('name')),
    description: merge.value(['description'], three('description')),
    ...merge.tokens(three('tokens')),
    steps: merge.steps(['steps'], three('steps')),
    settings: merge.settings(three('settings')),
  };
  const linkedScenarios = normalLinks({ onPass: merge.link('onPass', links), onFail: merge.link('onFail', links) });
  return { content: { ...content, ...(linkedScenarios ? { linkedScenarios } : {}) }, conflicts: merge.conflicts };
}
