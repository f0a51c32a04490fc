import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import { iconless, plainLine } from '../../base/plain-text';
import type { AgeFormat } from '../../view/time';
import { commands, settings, type CommandId } from '../ids';
import { countWords } from '../../view/registry/count-words';
import type { RegistryKnowledge } from '../../view/registry/registry-knowledge';

/** What the language status item shows. */
export interface StatusWords {
  readonly text: string;
  /** May hold links, as the editor writes them: `[words](command:id)`. */
  readonly detail: string;
  readonly isWarning: boolean;
  readonly action: { readonly title: string; readonly command: CommandId };
}

export interface StatusWorld {
  /** Unix milliseconds. */
  readonly now: number;
  readonly time: AgeFormat;
  /** Words an error for people. */
  readonly say: (error: unknown) => string;
}

/** Says what is known of the cogs, how old it is, and what is wrong with it. */
export function statusWords(knowledge: RegistryKnowledge, world: StatusWorld): StatusWords {
  const { catalog, fileProblems } = knowledge;
  const parts = [about(knowledge, world), ...failure(knowledge, world), ...setAside(catalog), ...problems(knowledge)];
  return {
    text: catalog ? countWords(catalog) : t('No registry'),
    detail: parts.join(' · '),
    isWarning: (catalog?.unusable.length ?? 0) > 0 || fileProblems.length > 0,
    action: action(knowledge),
  };
}

function about({ catalog, origin, binding, busy }: RegistryKnowledge, { time, now }: StatusWorld): string {
  if (origin && catalog) return t('Registry of {0}, {1}', inert(origin.organization), time.age(origin.fetchedAt, now));
  if (catalog) return t('From registry files only');
  if (busy) return t('Reading the registry…');
  const frame = t('No registry: only the structure of the file is checked');
  const files = link(
    t('list registry files'),
    `workbench.action.openSettings?${encodeURIComponent(JSON.stringify([settings.registryFiles]))}`,
  );
  if (binding === 'bound') return frame;
  return `${frame} · ${t('{0}, or {1}', link(t('Try the sandbox'), commands.trySandbox), files)}`;
}

const failure = ({ failure: error, busy }: RegistryKnowledge, { say }: StatusWorld): readonly string[] =>
  error === undefined || busy ? [] : [inert(say(error))];

function setAside(catalog: Catalog | undefined): readonly string[] {
  const count = catalog?.unusable.length ?? 0;
  if (count === 0) return [];
  return [
    link(count === 1 ? t('1 definition was skipped') : t('{0} definitions were skipped', count), commands.showRegistry),
  ];
}

function problems({ fileProblems }: RegistryKnowledge): readonly string[] {
  const [first, ...others] = fileProblems;
  if (!first) return [];
  const more =
    others.length === 0 ? [] : [link(t('{0} more problems with registry files', others.length), commands.showRegistry)];
  return [t('{0}: {1}', inert(first.file), inert(first.problem)), ...more];
}

function action({ catalog, binding }: RegistryKnowledge): StatusWords['action'] {
  if (!catalog && binding === 'signedOut') return { title: t('Sign In'), command: commands.signIn };
  if (!catalog && binding === 'noOrganization')
    return { title: t('Choose Organization'), command: commands.switchOrganization };
  return { title: t('Refresh Registry'), command: commands.refreshRegistry };
}

const link = (words: string, target: string): string => `[${words}](command:${target})`;

/** Names and servers' words must become neither links nor icons. */
const inert = (text: string): string => iconless(plainLine(text)).replaceAll('](', '] (');
