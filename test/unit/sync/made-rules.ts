import type { Content, NamedReference, Settings } from '../../../src/sync/model/content';
import type { Difference, NameNumbers, Problem, Rules, Surroundings } from '../../../src/sync/model/rules';
import type { Folder, Scenario } from '../../../src/wire/records';

/**
 * Rules as small as can be, for tests of the engine alone: a file is lines of comments and then a content as JSON. What the
 * real ones do is tried elsewhere.
 */
export const madeRules: Rules = {
  compileFile: (text) => {
    const content = read(text);
    return content ? { content, problems: [] } : { problems: [{ message: 'no JSON', line: 1 }] };
  },
  // Tokens stand for all numbers here: those that are refused, and those that are asked about.
  numbersOf: (_text, { tokens = {} }) => ({ refused: told(tokens['refused']), asked: told(tokens['asked']) }),
  contentOfScenario,
  differences,
  isSame: (one, other) => differences(one, other).length === 0,
  mergeContents: (base, mine, theirs) => merge(base, mine, theirs),
  rewriteFile: (text, content) => {
    const now = read(text);
    if (!now) return undefined;
    const named = Object.fromEntries(Object.entries(content.settings).filter(([key]) => key in now.settings));
    const wanted = { ...content, tokens: content.tokens ?? now.tokens ?? {}, settings: named };
    return differences(now, wanted).length === 0 ? text : commentsOf(text) + fileText(wanted);
  },
  unname: (text, keys) => {
    const now = read(text);
    return (
      now &&
      commentsOf(text) +
        fileText({
          ...now,
          settings: Object.fromEntries(
            Object.entries(now.settings).filter(([key]) => !(keys as readonly string[]).includes(key)),
          ),
        })
    );
  },
  renderFile: (content) => fileText(content),
  changesFor: (before, after, names, current) => {
    const found = differences(before, after);
    const isFolder = JSON.stringify(before.settings.folder) !== JSON.stringify(after.settings.folder);
    const { severity } = after.settings;
    const isDefinition = found.some(({ path }) => path[0] !== 'settings') || hasOtherTokens(before, after);
    return {
      ...(before.name === after.name ? {} : { name: after.name }),
      ...(before.description === after.description ? {} : { description: after.description }),
      ...(isDefinition ? { definition: { ...current, ...definitionOf(after, current?.tokens !== undefined) } } : {}),
      ...(severity === undefined || severity === before.settings.severity ? {} : { severity }),
      ...(isFolder ? folderInput(after.settings, names) : {}),
    };
  },
  creationFor: (content, names) => {
    const { severity } = content.settings;
    return {
      name: content.name,
      description: content.description,
      definition: definitionOf(content),
      ...(severity === undefined ? {} : { severity }),
      ...folderInput(content.settings, names),
    };
  },
};

const told = (token: unknown): readonly Problem[] => (typeof token === 'string' ? [{ message: token, line: 1 }] : []);

function folderInput({ folder }: Settings, names: NameNumbers): { readonly folder?: number | null } {
  if (folder === undefined || folder === null) return folder === undefined ? {} : { folder };
  const id = names.folder(folder);
  if (id === undefined) throw new Error('no such folder');
  return { folder: id };
}

/** A file always says which tokens it has. */
export const fileText = ({ name, description, tokens = {}, ...rest }: Content): string =>
  `${JSON.stringify({ name, description, tokens, ...rest }, null, 1)}\n`;

const commentsOf = (text: string): string => /^(?:#.*\n)*/.exec(text)?.[0] ?? '';

function read(text: string): Content | undefined {
  try {
    return JSON.parse(text.slice(commentsOf(text).length)) as Content;
  } catch {
    return undefined;
  }
}

export const definitionOf = ({ name, description, steps, tokens = {} }: Content, isKept = false) => ({
  scenario: name,
  description,
  steps,
  ...(isKept || Object.keys(tokens).length > 0 ? { tokens } : {}),
});

function contentOfScenario(
  { name, description = '', definition, folder, severity }: Scenario,
  { folders = [], like }: Surroundings = {},
): Content {
  const { tokens, steps = [] } = definition ?? {};
  return {
    name,
    description,
    ...(tokens ? { tokens } : {}),
    steps,
    settings: { folder: folder && folderName(folder, folders, like), ...(severity === undefined ? {} : { severity }) },
  };
}

function folderName(
  { id }: { readonly id: number },
  folders: readonly Folder[],
  like: Settings | undefined,
): NamedReference {
  const name = typeof like?.folder === 'object' ? undefined : folders.find((folder) => folder.id === id)?.name;
  return name ?? { id };
}

function differences(before: Content, after: Content): readonly Difference[] {
  const [one, other] = [parts(before), parts(after)];
  const keys = [...new Set([...one.keys(), ...other.keys()])];
  return keys.flatMap((key) => {
    if (key.startsWith('settings.') && !(one.has(key) && other.has(key))) return [];
    if (key.startsWith('tokens.') && !(before.tokens && after.tokens)) return [];
    return one.get(key) === other.get(key)
      ? []
      : [{ path: key.split('.'), words: `${key}: ${one.get(key) ?? ''} → ${other.get(key) ?? ''}` }];
  });
}

const parts = ({ name, description, tokens = {}, steps, settings }: Content): ReadonlyMap<string, string> =>
  new Map([
    ['name', name],
    ['description', description],
    ...Object.entries(tokens).map(([key, value]) => [`tokens.${key}`, JSON.stringify(value)] as const),
    ...steps.map((step, index) => [`steps.${index}`, JSON.stringify(step)] as const),
    ...Object.entries(settings).map(([key, value]) => [`settings.${key}`, JSON.stringify(value)] as const),
  ]);

function merge(base: Content, mine: Content, theirs: Content): ReturnType<Rules['mergeContents']> {
  const conflicts: Difference[] = [];
  const pick = <T>(path: string, [old, my, their]: readonly [T, T, T]): T => {
    const [oldText, myText, theirText] = [JSON.stringify(old), JSON.stringify(my), JSON.stringify(their)];
    if (myText === theirText || theirText === oldText) return my;
    if (myText === oldText) return their;
    conflicts.push({ path: path.split('.'), words: path });
    return my;
  };
  const [old = {}, my, their] = [base.tokens, mine.tokens, theirs.tokens];
  const keys = [...new Set([...Object.keys(my ?? {}), ...Object.keys(their ?? {})])];
  const merged =
    my && their
      ? Object.fromEntries(
          keys
            .map((key): readonly [string, unknown] => [
              key,
              pick<unknown>(`tokens.${key}`, [old[key], my[key], their[key]]),
            ])
            .filter(([, value]) => value !== undefined),
        )
      : (my ?? their);
  const settingKeys: readonly (keyof Settings)[] = [
    ...new Set([...Object.keys(mine.settings), ...Object.keys(theirs.settings)]),
  ] as (keyof Settings)[];
  const settings: Settings = Object.fromEntries(
    settingKeys.map((key): readonly [string, unknown] => {
      const [my, their] = [mine.settings[key], theirs.settings[key]];
      if (my === undefined) return [key, their];
      if (their === undefined) return [key, my];
      return [key, pick<unknown>(`settings.${key}`, [base.settings[key], my, their])];
    }),
  );
  const content = {
    name: pick('name', [base.name, mine.name, theirs.name]),
    description: pick('description', [base.description, mine.description, theirs.description]),
    ...(merged ? { tokens: merged } : {}),
    steps: pick('steps', [base.steps, mine.steps, theirs.steps]),
    settings,
  };
  return { content, conflicts };
}

const hasOtherTokens = ({ tokens: before = {} }: Content, { tokens: after = before }: Content): boolean =>
  JSON.stringify(before) !== JSON.stringify(after);
