import type { Id } from '../wire/payload';
import type { Scenario } from '../wire/records';
import type { Base, Content } from './content';
import type { Desk } from './desk';
import type { LinkedFile, Look } from './look';
import type { PlanItem, Seen } from './plan';
import { present } from './present';
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

type Known = Pick<Look, 'scenarios' | 'references' | 'began'>;

/** How a linked file stands, while no command is at it. */
export const examine = (desk: Desk, look: Known, file: LinkedFile): Promise<Examined> => desk.turns.look(file, () => examineQuiet(desk, look, file));

async function examineQuiet(desk: Desk, look: Known, { path, id }: LinkedFile): Promise<Examined> {
  // A command has changed it since the cloud was asked: file and base may be newer than what the look knows.
  const scenario = desk.turns.hasChanged({ path, id }, look.began) ? await desk.cloud.scenario(id) : look.scenarios.get(id);
  const [{ text, refusal }, base] = await Promise.all([readText(desk, path), desk.bases.get(id)]);
  if (refusal) return { path, id, standing: untold, compiled: refusal, seen: present({ base, scenario, theirs: scenario && desk.contentOf(scenario, look.references) }) };
  const { compiled, content } = said(desk, text, base);
  const theirs = scenario && desk.contentOf(scenario, look.references, content?.settings);
  const file = text === undefined ? undefined : { text, ...present({ content }) };
  const standing = stateOf({ isLinked: true, ...present({ file, base, cloud: theirs }) }, desk.rules);
  return { path, id, standing, seen: present({ text, content, base, scenario, theirs }), ...present({ compiled }) };
}

/** A file that the disk does not give may say anything: it is left alone. */
const untold: Standing = { state: 'localChanges', here: [], cloud: [], lacksBase: false };

/** One file that cannot be read keeps no other from being looked at. */
export async function readText({ files }: Pick<Desk, 'files'>, path: string): Promise<{ readonly text?: string | undefined; readonly refusal?: Compiled }> {
  try {
    return { text: await files.read(path) };
  } catch (error) {
    return { refusal: { problems: [{ message: error instanceof Error ? error.message : String(error), line: 1 }] } };
  }
}

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
