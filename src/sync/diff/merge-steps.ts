import { t } from '../../base/localize';
import { sameValue } from '../../scenario/edit/plain-value';
import type { StepConfiguration } from '../../wire/definition';
import { alignSteps, type Pair } from './align';
import { mergeKeys, type Three } from './merge-values';
import { normalStep } from '../model/normal-form';
import { conflictWords, placeWords, titleOf, type Path } from './words';

export interface Conflict {
  /** In the merged content; of a step that is gone here, where it stood before. */
  readonly path: Path;
  /** For people, without a full stop: `Step 3: data.email is "b@x" here and "c@x" in the cloud` */
  readonly words: string;
}

type Steps = readonly StepConfiguration[];

/** A step of the merged list. */
interface Entry {
  step: StepConfiguration;
  /** Places in the lists that it comes from; without a base it is new. */
  readonly base?: number;
  readonly mine?: number;
  theirs?: number;
  /** What both sides say of it differently, told when its place is known. */
  readonly clashes: ((place: Path) => Conflict)[];
}

/** What became of the base's steps on one side. */
class Side {
  readonly #byBase: ReadonlyMap<number, Pair>;
  readonly #byPlace: ReadonlyMap<number, Pair>;

  constructor(
    base: Steps,
    readonly steps: Steps,
  ) {
    const pairs = alignSteps(base, steps);
    this.#byBase = new Map(pairs.map((pair) => [pair.before, pair]));
    this.#byPlace = new Map(pairs.map((pair) => [pair.after, pair]));
  }

  of(base: number): Pair | undefined {
    return this.#byBase.get(base);
  }

  at(place: number): Pair | undefined {
    return this.#byPlace.get(place);
  }

  isMoved(base: number | undefined): boolean {
    return base !== undefined && this.of(base)?.moved === true;
  }

  /** The step of the base that stands before another one here; -1 at the start. */
  predecessor(base: number): number {
    let place = (this.of(base)?.after ?? 0) - 1;
    while (place >= 0 && !this.at(place)) place -= 1;
    return this.at(place)?.before ?? -1;
  }
}

const withoutData = (step: StepConfiguration): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(step).filter(([key]) => key !== 'data'));

function mergeStep(entry: Entry, { base, mine, theirs }: Three<StepConfiguration>): StepConfiguration {
  const clashIn =
    (inner: readonly string[]) =>
    (keys: readonly string[], my: unknown, their: unknown): void =>
      void entry.clashes.push((place) => ({
        path: [...place, ...inner, ...keys],
        words: conflictWords([...place, ...inner, ...keys], my, their),
      }));
  const rest = mergeKeys(
    { base: withoutData(base), mine: withoutData(mine), theirs: withoutData(theirs) },
    clashIn([]),
  );
  const data = mergeKeys({ base: base.data, mine: mine.data, theirs: theirs.data }, clashIn(['data']));
  return normalStep({ cog: mine.cog, stepId: mine.stepId, ...rest, data });
}

/** Merges lists of steps: mine, into which goes what they changed. */
class StepMerge {
  readonly #base: Steps;
  readonly #mine: Side;
  readonly #theirs: Side;
  readonly #list: readonly string[];
  readonly #gone: Conflict[] = [];
  #entries: Entry[] = [];

  /** @param list the path of the list. */
  constructor({ base, mine, theirs }: Three<Steps>, list: readonly string[]) {
    this.#base = base;
    this.#mine = new Side(base, mine);
    this.#theirs = new Side(base, theirs);
    this.#list = list;
  }

  run(): { readonly steps: Steps; readonly conflicts: readonly Conflict[] } {
    this.#entries = this.#mine.steps.flatMap((step, mine) => this.#mineEntry(step, mine) ?? []);
    for (const [base, step] of this.#base.entries()) this.#noteGone(step, base);
    this.#placeTheirs();
    const conflicts = this.#entries.flatMap(({ clashes }, index) =>
      clashes.map((clash) => clash([...this.#list, index])),
    );
    return { steps: this.#entries.map(({ step }) => step), conflicts: [...conflicts, ...this.#gone] };
  }

  /** A step of mine, with their changes in it; `undefined` where they removed it and I did not touch it. */
  #mineEntry(step: StepConfiguration, mine: number): Entry | undefined {
    const base = this.#mine.at(mine)?.before;
    const old = base === undefined ? undefined : this.#base[base];
    if (base === undefined || !old) return { step, mine, clashes: [] };
    const pair = this.#theirs.of(base);
    const their = pair && this.#theirs.steps[pair.after];
    if (pair && their) {
      const entry: Entry = { step, base, mine, theirs: pair.after, clashes: [] };
      entry.step = mergeStep(entry, { base: old, mine: step, theirs: their });
      return entry;
    }
    if (sameValue(old, step)) return undefined;
    return {
      step,
      base,
      mine,
      clashes: [
        (path) => ({
          path,
          words: t('{0} was changed here and removed in the cloud: {1}', placeWords(path), titleOf(step)),
        }),
      ],
    };
  }

  /** A step that I removed and they changed stays removed, but not in silence. */
  #noteGone(step: StepConfiguration, base: number): void {
    const pair = this.#theirs.of(base);
    const their = pair && this.#theirs.steps[pair.after];
    if (this.#mine.of(base) || !their || sameValue(step, their)) return;
    const path = [...this.#list, base];
    this.#gone.push({
      path,
      words: t('{0} was removed here and changed in the cloud: {1}', placeWords(path), titleOf(their)),
    });
  }

  #placeTheirs(): void {
    const moved = this.#entries.filter(({ base }) => this.#theirs.isMoved(base));
    const free = moved.filter((entry) => !this.#isMovedTwice(entry));
    this.#entries = this.#entries.filter((entry) => !free.includes(entry));
    const byPlace = new Map(
      this.#entries.flatMap((entry) => (entry.theirs === undefined ? [] : [[entry.theirs, entry] as const])),
    );
    const waiting = new Map(free.map((entry) => [entry.theirs, entry]));
    for (const [theirs, step] of this.#theirs.steps.entries()) {
      const isNew = !this.#theirs.at(theirs);
      const entry = waiting.get(theirs) ?? (isNew ? { step, theirs, clashes: [] } : undefined);
      if (!entry) continue;
      const at = this.#placeFor(theirs, byPlace);
      byPlace.set(theirs, (isNew && this.#sameNew(step, theirs, at)) || this.#insert(entry, at));
    }
  }

  /** Of a step that both moved, my place counts; another place of theirs is a conflict. */
  #isMovedTwice({ base, clashes, step }: Entry): boolean {
    if (!this.#mine.isMoved(base)) return false;
    if (!this.#isMovedAlike(base))
      clashes.push((path) => ({
        path,
        words: t('{0} was moved here, and to another place in the cloud: {1}', placeWords(path), titleOf(step)),
      }));
    return true;
  }

  #isMovedAlike(base: number | undefined): boolean {
    return (
      base !== undefined &&
      this.#theirs.isMoved(base) &&
      this.#mine.predecessor(base) === this.#theirs.predecessor(base)
    );
  }

  /** Where a step of theirs goes: behind the nearest step before it that stands where it stood. */
  #placeFor(theirs: number, byPlace: ReadonlyMap<number, Entry>): number {
    for (let place = theirs - 1; place >= 0; place--) {
      const entry = byPlace.get(place);
      if (entry && (!this.#mine.isMoved(entry.base) || this.#isMovedAlike(entry.base)))
        return this.#entries.indexOf(entry) + 1;
    }
    return 0;
  }

  /** A step that I have put in between the same steps, too. */
  #sameNew(step: StepConfiguration, theirs: number, at: number): Entry | undefined {
    let [start, end] = [at, at];
    while (start > 0 && this.#entries[start - 1]?.base === undefined) start -= 1;
    while (end < this.#entries.length && this.#entries[end]?.base === undefined) end += 1;
    const found = this.#entries
      .slice(start, end)
      .find((entry) => entry.mine !== undefined && entry.theirs === undefined && sameValue(entry.step, step));
    if (found) found.theirs = theirs;
    return found;
  }

  /** New steps of mine come first. */
  #insert(entry: Entry, at: number): Entry {
    let place = at;
    while (place < this.#entries.length && this.#entries[place]?.base === undefined) place += 1;
    this.#entries.splice(place, 0, entry);
    return entry;
  }
}

/** Merges lists of steps. Every step that one side added is there; where both changed the same differently, mine stands. */
export function mergeSteps(
  three: Three<Steps>,
  list: readonly string[],
): { readonly steps: Steps; readonly conflicts: readonly Conflict[] } {
  return new StepMerge(three, list).run();
}
