import { numbersOf } from './file/numbers';
import type { MergeTexts } from './diff/conflict-markers';
import { textOfTheirs, textsOfMerge } from './plan/item-texts';
import { planAgain } from './plan/plan-again';
import { NotDone } from './model/not-done';
import type { Cancellation } from '../base/cancellation';
import { t } from '../base/localize';
import { mapConcurrent } from '../base/map-concurrent';
import type { Id } from '../wire/payload';
import type { Listed, Scenario } from '../wire/records';
import { acceptTheirs, replaceFile } from './apply/apply-pull';
import { applyPlan, type ApplyOptions } from './apply/apply';
import type { BackedUp, StoredBackup } from './store/backups';
import { checkBase } from './apply/check-base';
import type { Base } from './model/content';
import { SyncContext, type SyncWorld } from './plan/context';
import { busyWords, type Intent } from './store/journal';
import { filesAtOnce } from './model/limits';
import type { LinkedFile } from './model/linked-file';
import { linkedNow, look, type Look } from './plan/look';
import type { Named } from './model/references';
import { isScenarioPath, samePath } from './model/names';
import { passDoor } from './plan/owner';
import type { Plan, PlanItem } from './plan/plan';
import { planDelete, planEdit, type Edit } from './plan/plan-changes';
import { planPull, type PullScope } from './plan/plan-pull';
import { planPush, type PushScope } from './plan/plan-push';
import { present } from './model/present';
import { restoreInCloud, type RestoredInCloud } from './apply/restore-cloud';
import type { Numbers } from './model/findings';
import { statusOf, type Status } from './plan/status';
import { unfinished, type Summary } from './apply/summary';

export interface Asking {
  readonly cancellation?: Cancellation;
}

export interface StatusOptions extends Asking {
  /** Scenarios that were listed before: they are not asked for again. With `named` no request is made, unless a killed process left something. */
  readonly known?: Listed<Scenario>;
  /** Folders and groups that were listed before. */
  readonly named?: Named;
  /** Of linked files only those of these paths. */
  readonly only?: ReadonlySet<string>;
}

/** Scenarios that are asked about one by one; more cost less as a list. */
const mostSingly = 4;

/**
 * Push and pull for one workspace folder and one organization. Nothing is kept between calls but what lies in
 * `.stackmoxie`, so that several windows may work on one folder.
 *
 * The way: `planPull`, `planPush`, `planDelete` or `planEdit` look at the folder and at the cloud and change nothing but
 * what a killed process left undone; a person looks at the plan; `apply` does it, and holds each item against what the plan
 * saw. All calls may throw an `ApiError` or what the file system throws; `apply` tells these in its summary. What changes something
 * throws where the folder has another owner by now than whoever was asked: see `OwnerPort`.
 */
export class SyncEngine {
  readonly #context: SyncContext;

  constructor(world: SyncWorld) {
    this.#context = new SyncContext(world);
  }

  /** How all files and scenarios stand. */
  async status({ known, named, only, cancellation }: StatusOptions = {}): Promise<Status> {
    return statusOf(this.#context, await look(this.#context, present({ known, named, cancellation })), only);
  }

  async planPull(scope: PullScope, { cancellation }: Asking = {}): Promise<Plan> {
    const only = scope !== 'everything' && 'ids' in scope && scope.ids.length <= mostSingly ? { only: scope.ids } : {};
    const seen = await look(this.#context, { ...only, ...(cancellation ? { cancellation } : {}) });
    return this.#plan(seen, await planPull(this.#context, seen, scope));
  }

  async planPush(scope: PushScope, { cancellation }: Asking = {}): Promise<Plan> {
    const only = scope === 'everything' ? undefined : await this.#linkedIds(scope.paths);
    const isSingle = only !== undefined && only.length <= mostSingly;
    const seen = await look(this.#context, {
      ...(isSingle ? { only } : {}),
      ...(cancellation ? { cancellation } : {}),
    });
    const items = await planPush(this.#context, seen, scope);
    if (!isSingle || !items.some(({ what }) => what === 'create')) return this.#plan(seen, items);
    // What was created can only be told from what was there before by all that was there.
    const all = await look(this.#context, cancellation ? { cancellation } : {});
    return this.#plan(all, await planPush(this.#context, all, scope));
  }

  /** Deletes files here (their scenarios stay), or scenarios in the cloud (their files stay): never both at once. */
  async planDelete(where: 'here' | 'cloud', ids: readonly Id[], { cancellation }: Asking = {}): Promise<Plan> {
    const seen = await look(this.#context, {
      ...(ids.length <= mostSingly ? { only: ids } : {}),
      ...(cancellation ? { cancellation } : {}),
    });
    return this.#plan(seen, await planDelete(this.#context, seen, { where, ids }));
  }

  /** Renames a scenario or moves scenarios to a folder, in the cloud and in what their files say; files keep their paths. */
  async planEdit(ids: readonly Id[], edit: Edit, { cancellation }: Asking = {}): Promise<Plan> {
    const seen = await look(this.#context, {
      ...(ids.length <= mostSingly ? { only: ids } : {}),
      ...(cancellation ? { cancellation } : {}),
    });
    return this.#plan(seen, await planEdit(this.#context, seen, { ids, edit }));
  }

  apply(plan: Plan, options: ApplyOptions = {}): Promise<Summary> {
    return applyPlan(this.#context, plan, options);
  }

  /** A new plan for what a summary tells as not done: everything is looked at anew. */
  async retry(summary: Summary, asking: Asking = {}): Promise<Plan> {
    const seen = await look(this.#context, asking);
    return this.#plan(seen, await planAgain(this.#context, seen, unfinished(summary)));
  }

  /** Links a file that is there to a scenario that is there. What they say differently asks. */
  async link(path: string, id: Id): Promise<void> {
    const { files, links, bases, organization, owner, turns } = this.#context;
    await owner.check();
    if (!isScenarioPath(path) || (await files.read(path)) === undefined)
      throw new NotDone('failed', t('There is no scenario file {0} in this folder.', path));
    await turns.change({ path, id }, async () => {
      // An old base would speak of another file.
      await bases.delete(id);
      await links.add({ organization, path, id });
      await links.flush();
    });
  }

  /** Links a file that came from another workspace folder, with what it and its scenario last agreed on. */
  async adopt(path: string, { id, base }: { readonly id: Id; readonly base: Base | undefined }): Promise<void> {
    await this.link(path, id);
    if (base) await this.#context.bases.put(id, base);
  }

  /** Neither the files nor their scenarios are touched. */
  async unlink(paths: readonly string[]): Promise<void> {
    const { links, bases, organization, owner, turns } = this.#context;
    await owner.check();
    const ids = new Set(await this.linksOf(paths));
    const subjects = paths.map((path) => ({ path }));
    await turns.change(subjects, async () => {
      for (const link of (await links.read()).links) {
        if (link.organization !== organization || !ids.has(link.id)) continue;
        await links.remove(organization, link.id, link.path);
        await bases.delete(link.id);
      }
      await links.flush();
    });
  }

  /** Gives a file another path, and its link too. Throws where there is a file already. */
  async renameFile(from: string, to: string): Promise<void> {
    const { files, journal, organization, owner, turns } = this.#context;
    await owner.check();
    if (!isScenarioPath(to))
      throw new NotDone('failed', t('{0} is not a valid scenario path. It must end in .crank.yml.', to));
    const id = await this.linkOf(from);
    if (id === undefined) return files.rename(from, to);
    const entry = await journal.begin(organization, [{ what: 'rename', from, to, id }]);
    if (entry.intents.length === 0) throw new NotDone('conflict', busyWords());
    try {
      await turns.change({ path: from, id }, async () => {
        await files.rename(from, to);
        await this.#follow(to, id);
      });
    } finally {
      await journal.end(entry);
    }
  }

  /** Tells that somebody (the editor's Explorer) has given a linked file another path. */
  async movedFile(from: string, to: string): Promise<void> {
    const id = (await this.#linked()).find(({ path }) => samePath(path) === samePath(from))?.id;
    if (id !== undefined && isScenarioPath(to)) await this.#follow(to, id);
  }

  /** The scenario that a file is linked to, also where it was moved outside of the editor. */
  async linkOf(path: string): Promise<Id | undefined> {
    return (await this.linksOf([path]))[0];
  }

  /** The same for several files, in their order. */
  async linksOf(paths: readonly string[]): Promise<readonly (Id | undefined)[]> {
    if (paths.length === 0) return [];
    const written = byPath(await this.#linked());
    const isWritten = paths.every((path) => written.has(samePath(path)));
    const now = isWritten ? written : byPath(await linkedNow(this.#context));
    return paths.map((path) => written.get(samePath(path)) ?? now.get(samePath(path)));
  }

  /** The linked files of a directory. */
  async linksBelow(directory: string): Promise<readonly LinkedFile[]> {
    return (await this.#linked()).filter(({ path }) => samePath(path).startsWith(`${samePath(directory)}/`));
  }

  /** The file that is linked to a scenario; where it was moved outside of the editor, its new path. */
  async pathOf(id: Id): Promise<string | undefined> {
    return (await this.pathsOf([id]))[0];
  }

  /** The same for several scenarios, in their order. */
  async pathsOf(ids: readonly Id[]): Promise<readonly (string | undefined)[]> {
    const { files } = this.#context;
    const written = byId(await this.#linked());
    const paths = ids.map((id) => written.get(id));
    const isLost = async (path: string | undefined): Promise<boolean> =>
      path !== undefined && (await files.read(path).catch(() => '')) === undefined;
    const lost = await mapConcurrent(paths, isLost, { atOnce: filesAtOnce });
    if (!lost.includes(true)) return paths;
    const now = byId(await linkedNow(this.#context));
    return ids.map((id, index) => (lost[index] === true ? (now.get(id) ?? paths[index]) : paths[index]));
  }

  /** The numbers of an item's file that a push or a run asks about or refuses. */
  numbersOf({ seen: { text, content } }: Pick<PlanItem, 'seen'>): Numbers {
    const { language } = this.#context;
    return text === undefined || !content ? { refused: [], asked: [] } : numbersOf(text, content, language());
  }

  /** What a file and its scenario last agreed on: for comparing and for marks beside changed lines. No request is made. */
  async base(id: Id): Promise<Base | undefined> {
    return this.#context.bases.get(id);
  }

  /**
   * The scenario of an item as a file would say it: what a person compares with. No request is made.
   * @param like a text whose comments, order and layout it keeps, so that only what is different differs
   */
  textOfTheirs({ seen }: Pick<PlanItem, 'seen'>, like?: string): string | undefined {
    return textOfTheirs(this.#context.language(), seen, like);
  }

  /** The texts of a merge by hand. */
  textsOfMerge({ seen }: Pick<PlanItem, 'seen'>): MergeTexts {
    return textsOfMerge(this.#context.language(), seen);
  }

  /**
   * After a person has merged a conflict by hand: the merged text takes the file's place, with a backup of the file, and
   * what the cloud said in the plan counts as agreed on, so that the file's changes are pushed next. Not before: until then
   * the conflict stays. Throws where the file is not as the plan saw it.
   */
  async acceptMerge(
    plan: Pick<Plan, 'owner' | 'references' | 'highestId'>,
    item: PlanItem,
    merged: string,
  ): Promise<void> {
    const { owner, references, highestId } = plan;
    await passDoor(this.#context.owner, owner);
    const applying = {
      context: this.#context,
      references,
      highestId,
      began: this.#context.clock.now(),
      open: new Set<Intent>(),
      resolution: undefined,
    };
    await this.#context.turns.change(item, async () => {
      // Of a file that is not as it was, that is told.
      if (item.path === undefined || (await this.#context.files.read(item.path)) === item.seen.text)
        await checkBase(this.#context, item);
      await replaceFile(applying, item, { text: merged });
      await acceptTheirs(applying, item);
    });
  }

  /** Keeps what was typed into a merge so far, in place of what was kept of it before. @returns where it lies */
  async keepDraft({ name, id, path }: PlanItem, text: string, before?: string): Promise<string> {
    const place = await this.#context.backups.keep({
      side: 'file',
      why: 'merge',
      name,
      text,
      ...present({ id, path }),
    });
    await this.dropDraft(before);
    return place;
  }

  /** The merge has ended otherwise: nothing of it has to be kept. */
  async dropDraft(place: string | undefined): Promise<void> {
    if (place !== undefined) await this.#context.backups.drop(place);
  }

  /** Newest first; of one scenario, of one file that was not linked, or all. */
  backups(of: BackedUp = {}): Promise<readonly StoredBackup[]> {
    return this.#context.backups.list(of);
  }

  /**
   * Puts a backup's text in its file's place (or at `path`), with a backup of what is there now. The cloud is not touched:
   * a push brings it there, with all that a push looks at.
   */
  async restore({ name, text, id, path }: StoredBackup, at: string | undefined = path): Promise<void> {
    await this.#context.owner.check();
    if (at === undefined || !isScenarioPath(at))
      throw new NotDone('failed', t('This backup has no file. Choose where to put it.'));
    const { files, backups, turns } = this.#context;
    await turns.change({ path: at, id }, async () => {
      const now = await files.read(at);
      if (now === text) return;
      if (now !== undefined)
        await backups.keep({
          side: 'file',
          why: 'restore',
          name,
          path: at,
          text: now,
          ...(id === undefined ? {} : { id }),
        });
      await files.write(at, text, now);
    });
  }

  /** Puts a backup of the cloud's side back into the cloud, as it came. See `restore-cloud.ts`. */
  restoreInCloud(backup: StoredBackup): Promise<RestoredInCloud> {
    return restoreInCloud(this.#context, backup);
  }

  /** The links of this organization, as they are written. */
  async #linked(): Promise<readonly LinkedFile[]> {
    const { links } = await this.#context.links.read();
    return links.filter(({ organization }) => organization === this.#context.organization);
  }

  async #follow(path: string, id: Id): Promise<void> {
    const { links, organization } = this.#context;
    await links.add({ organization, path, id });
    await links.flush();
  }

  #plan({ problems, references, scenarios }: Look, items: readonly PlanItem[]): Plan {
    return {
      owner: this.#context.owner.owner,
      items,
      problems: [...problems, ...this.#context.bases.problems],
      references,
      highestId: Math.max(0, ...scenarios.keys()),
    };
  }

  /** The numbers that files are linked to; `undefined` where one is not linked: then the list has to be asked for. */
  async #linkedIds(paths: readonly string[]): Promise<readonly Id[] | undefined> {
    const linked = (await this.linksOf(paths)).filter((id) => id !== undefined);
    return linked.length === paths.length ? linked : undefined;
  }
}

/** The first link of each path counts. */
const byPath = (files: readonly LinkedFile[]): ReadonlyMap<string, Id> =>
  new Map(files.toReversed().map(({ path, id }) => [samePath(path), id]));

/** The first link of each scenario counts. */
const byId = (files: readonly LinkedFile[]): ReadonlyMap<Id, string> =>
  new Map(files.toReversed().map(({ path, id }) => [id, path]));
