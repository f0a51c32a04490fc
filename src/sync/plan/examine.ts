import type { Id } from '../../wire/payload';
import type { Scenario } from '../../wire/records';
import type { Base, Content } from '../model/content';
import type { SyncContext } from './context';
import type { LinkedFile } from '../model/linked-file';
import type { CloudLook } from './look';
import type { Named } from '../model/references';
import type { PlanItem, Seen } from './plan';
import { present } from '../model/present';
import { readText } from './read-text';
import { isReadable, withDescription } from '../model/readable';
import type { Compiled } from '../model/findings';
import { stateOf, type Standing } from './states';

/** A linked file and its scenario, looked at closely. */
export interface Examined {
  readonly path: string;
  readonly id: Id;
  /** Where its link says it is. */
  readonly movedFrom?: string;
  readonly standing: Standing;
  /** Of a file that was changed: what it says, or why nobody knows. */
  readonly compiled?: Compiled;
  readonly seen: Seen;
}

/** How a linked file compares with its scenario, while no command works on it. */
export const examine = (context: SyncContext, look: CloudLook, file: LinkedFile): Promise<Examined> =>
  context.turns.look(file, () => examineQuiet(context, look, file));

/** What is known of an item, as far as it is. */
type Sides = { readonly [Side in 'base' | 'content' | 'theirs']?: Seen[Side] | undefined };

async function examineQuiet(
  context: SyncContext,
  look: CloudLook,
  { path, id, movedFrom }: LinkedFile,
): Promise<Examined> {
  const at = { path, id, ...present({ movedFrom }) };
  // A command has changed it since the cloud was asked: file and base may be newer than what the look knows.
  const scenario = context.turns.hasChanged({ path, id }, look.began)
    ? await context.cloud.scenario(id)
    : look.scenarios.get(id);
  const [{ text, refusal }, kept] = await Promise.all([readText(context, path), context.bases.get(id)]);
  // Nothing is known of a file that the disk does not give.
  if (refusal)
    return {
      ...at,
      standing: untold,
      compiled: refusal,
      seen: present({ base: kept, scenario, theirs: scenario && context.contentOf(scenario, look.references) }),
    };
  const { compiled, content } = said(context, text, kept);
  const theirs = scenario && theirsOf(context, look, { scenario, base: kept, content });
  const base = withFolderRenamed(kept, { content, theirs, references: look.references });
  const file = text === undefined ? undefined : { text, ...present({ content }) };
  const isEarlier = await isEarlierAgreement(context, id, { base, content });
  const standing = isKnown(scenario, look)
    ? stateOf({ isLinked: true, isEarlier, ...present({ file, base, cloud: theirs }) })
    : unreadable;
  return { ...at, standing, seen: present({ text, content, base, scenario, theirs }), ...present({ compiled }) };
}

/** A folder that has another name now is the same one to a file that names none: nothing of it has changed. */
function withFolderRenamed(
  base: Base | undefined,
  { content, theirs, references }: Sides & { readonly references: Named },
): Base | undefined {
  if (!base || !content || !theirs) return base;
  const { folder } = base.cloud.settings;
  const isNamed = content.settings.folder !== undefined || base.file.settings.folder !== undefined;
  if (isNamed || typeof folder !== 'string' || references.folders.some(({ name }) => name === folder)) return base;
  return theirs.settings.folder === undefined
    ? base
    : { ...base, cloud: { ...base.cloud, settings: { ...base.cloud.settings, folder: theirs.settings.folder } } };
}

function theirsOf(
  context: SyncContext,
  { references }: CloudLook,
  { scenario, base, content }: Sides & { readonly scenario: Scenario },
): Content {
  return withDescription(context.contentOf(scenario, references, content?.settings), scenario, [base?.cloud, content]);
}

/** Whether a file says what was agreed on before the last agreement. */
async function isEarlierAgreement({ bases }: SyncContext, id: Id, { base, content }: Sides): Promise<boolean> {
  return base !== undefined && content !== undefined && content !== base.file && bases.isEarlier(id, content);
}

const isKnown = (scenario: Scenario | undefined, { isGoneUnknown }: CloudLook): boolean =>
  scenario ? isReadable(scenario) : !isGoneUnknown;

/** A file that the disk does not give may say anything: it is left alone. */
const untold: Standing = { state: 'localChanges', here: [], cloud: [], lacksBase: false };

const unreadable: Standing = { state: 'unreadable', here: [], cloud: [], lacksBase: false };

/** Why the disk does not give a file; `undefined` where it does, or where there is none. */
export const refusalOf = ({
  compiled,
  seen,
}: Pick<PlanItem, 'seen'> & Pick<Partial<Examined>, 'compiled'>): string | undefined =>
  seen.text === undefined ? compiled?.problems[0]?.message : undefined;

/** A file that is as the base has it is not read as a scenario: it says what the base says. */
function said(
  context: SyncContext,
  text: string | undefined,
  base: Base | undefined,
): { readonly compiled?: Compiled; readonly content?: Content } {
  if (text === undefined) return {};
  if (text === base?.text) return { content: base.file };
  const compiled = context.compile(text);
  return { compiled, ...present({ content: compiled.content }) };
}

/** What an item of a plan says of a scenario, whatever is to be done. */
export function itemOf({
  path,
  id,
  movedFrom,
  seen,
  compiled,
  standing,
}: Partial<Examined> & Pick<Examined, 'seen'>): Omit<PlanItem, 'direction' | 'what'> {
  return {
    ...present({ path, id, movedFrom }),
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

const nameOf = ({ scenario, content, base }: Seen, path = ''): string =>
  readName(scenario) ?? content?.name ?? base?.cloud.name ?? path;

const readName = (scenario: Scenario | undefined): string | undefined =>
  scenario?.unread?.includes('name') === true ? undefined : scenario?.name;

const lastChange = (scenario: Scenario | undefined): Pick<PlanItem, 'changedBy' | 'changedAt'> => {
  const by = scenario?.lastUpdatedBy?.record;
  return present({ changedBy: by?.fullName ?? by?.emailAddress, changedAt: scenario?.updatedAt });
};
