import type { Id } from '../wire/payload';
import type { Scenario } from '../wire/records';
import type { Base, Content } from './content';
import type { Desk } from './desk';
import type { LinkedFile, Look } from './look';
import type { PlanItem, Seen } from './plan';
import { present } from './present';
import { readText } from './read-text';
import type { Compiled } from './rules';
import { stateOf, type Standing } from './states';

/** A linked file and its scenario, looked at closely. */
export interface Examined {
  readonly path: string;
  readonly id: Id;
  readonly standing: Standing;
  /** Of a file that was changed: what it says, or why nobody knows. */
  readonly compiled?: Compiled;
  readonly seen: Seen;
}

/** How a linked file stands. */
export async function examine(desk: Desk, look: Pick<Look, 'scenarios' | 'references'>, { path, id }: LinkedFile): Promise<Examined> {
  const scenario = look.scenarios.get(id);
  const [{ text, refusal }, kept] = await Promise.all([readText(desk, path), desk.bases.get(id)]);
  if (refusal) return { path, id, standing: untold, compiled: refusal, seen: present({ base: kept, scenario, theirs: scenario && desk.contentOf(scenario, look.references) }) };
  const { compiled, content } = said(desk, text, kept);
  const theirs = scenario && desk.contentOf(scenario, look.references, content?.settings);
  const base = kept && theirs && content ? withFolderRenamed(kept, { content, theirs, references: look.references }) : kept;
  const file = text === undefined ? undefined : { text, ...present({ content }) };
  const standing = stateOf({ isLinked: true, ...present({ file, base, cloud: theirs }) }, desk.rules);
  return { path, id, standing, seen: present({ text, content, base, scenario, theirs }), ...present({ compiled }) };
}

/** A folder that has another name now is the same one to a file that names none: nothing of it has changed. */
function withFolderRenamed(base: Base, { content, theirs, references }: { readonly content: Content; readonly theirs: Content; readonly references: Look['references'] }): Base {
  const { folder } = base.cloud.settings;
  const isNamed = content.settings.folder !== undefined || base.file.settings.folder !== undefined;
  if (isNamed || typeof folder !== 'string' || references.folders.some(({ name }) => name === folder) || theirs.settings.folder === undefined) return base;
  return { ...base, cloud: { ...base.cloud, settings: { ...base.cloud.settings, folder: theirs.settings.folder } } };
}

/** A file that the disk does not give may say anything: it is left alone. */
const untold: Standing = { state: 'localChanges', here: [], cloud: [], lacksBase: false };

/** Why the disk does not give a file; `undefined` where it does, or where there is none. */
export const refusalOf = ({ compiled, seen }: Pick<PlanItem, 'seen'> & Pick<Partial<Examined>, 'compiled'>): string | undefined => (seen.text === undefined ? compiled?.problems[0]?.message : undefined);

/** A file that is as the base has it is not read as a scenario: it says what the base says. */
function said(desk: Desk, text: string | undefined, base: Base | undefined): { readonly compiled?: Compiled; readonly content?: Content } {
  if (text === undefined) return {};
  if (text === base?.text) return { content: base.file };
  const compiled = desk.compile(text);
  return { compiled, ...present({ content: compiled.content }) };
}

/** What an item of a plan says of a scenario, whatever is to be done. */
export function itemOf({ path, id, seen, compiled, standing }: Partial<Examined> & Pick<Examined, 'seen'>): Omit<PlanItem, 'direction' | 'what'> {
  return {
    ...present({ path, id }),
    name: nameOf(seen, path),
    here: standing?.here ?? [],
    cloud: standing?.cloud ?? [],
    conflicts: [],
    problems: compiled && !compiled.content ? compiled.problems : [],
    isChosen: true,
    ...lastChange(seen.scenario),
    seen,
  };
}

const nameOf = ({ scenario, content, base }: Seen, path = ''): string => scenario?.name ?? content?.name ?? base?.cloud.name ?? path;

const lastChange = (scenario: Scenario | undefined): Pick<PlanItem, 'changedBy' | 'changedAt'> => {
  const by = scenario?.lastUpdatedBy?.record;
  return present({ changedBy: by?.fullName ?? by?.emailAddress, changedAt: scenario?.updatedAt });
};
