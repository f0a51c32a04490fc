import { OwnerChangedError } from '../../session/session';
import { FileChangedError } from '../../../sync/model/ports';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../base/dispose';
import { lastPart } from '../../../base/last-part';
import { t } from '../../../base/localize';
import type { PlanItem } from '../../../sync/plan/plan';
import { listed } from '../../../view/sync/messages/and-more';
import { changedWords, mostListed } from '../../../view/sync/prompts/conflict-prompt';
import { hasConflictMarkers, undecidedLines, withConflictMarkers } from '../../../sync/diff/conflict-markers';
import { mergeName, organizationWords, scenarioWords } from '../../../view/sync/messages/names';
import { run } from '../../commands';
import { commands } from '../../ids';
import { ask, carryOutChoice, choice, type Choice, showInformation, showWarning } from '../../report';
import { time } from '../../time';
import { lookAgain } from '../work/carry-out';
import type { ExchangeWorld, Job } from '../work/job';
import { MergeDrafts } from './merge-drafts';
import { openMerge, openMerged, type HowShown, type MergeTexts } from './merge-editor';
import { compareWithText } from '../work/show-text';

interface Merge {
  readonly job: Job;
  readonly item: PlanItem;
  /** The result before anybody touched it. */
  readonly start: string;
  readonly sides: { readonly base: string; readonly mine: string; readonly theirs: string };
  readonly texts: MergeTexts;
  how: HowShown | undefined;
  /** The result as nobody has touched it yet. */
  readonly untouched: Set<string>;
}

const ending = '.crank.yml';

/**
 * Merges by hand that are under way. The result is a text in memory: the file stays as it is until the merge is accepted,
 * which is when its editor is closed after it was saved; where only conflict markers help, when it is saved without any.
 */
export class Merges implements Disposable {
  readonly #store = new DisposableStore();
  readonly #merges = new Map<string, Merge>();
  readonly #drafts: MergeDrafts;

  constructor(private readonly world: Pick<ExchangeWorld, 'documents' | 'log' | 'say' | 'clock'>) {
    this.#drafts = this.#store.add(new MergeDrafts(world, (result) => this.#merges.get(result.toString())));
    this.#store.add(
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => closed.forEach((tab) => this.#heardClosed(tab.label))),
    );
    this.#store.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#heardSaved(uri)));
  }

  async begin(job: Job, item: PlanItem): Promise<void> {
    const { documents } = this.world;
    const { engine, session } = job.folder;
    const { base, text = '' } = item.seen;
    const name = scenarioWords(item);
    const labels = { mine: t('Mine'), theirs: organizationWords(session) };
    const start = withConflictMarkers(engine.textsOfMerge(item), labels);
    const sides = { base: base?.text ?? '', mine: text, theirs: engine.textOfTheirs(item, base?.text ?? text) ?? '' };
    // The name tells its tab from that of the file.
    const result = documents.add(start, { name: mergeName(name), ending, isReadonly: false });
    const who = changedWords(item, { time, now: this.world.clock.now() });
    const texts = {
      base: documents.add(sides.base, { name: t('{0} (base)', name), ending }),
      mine: documents.add(sides.mine, { name: t('{0} (mine)', name), ending }),
      theirs: documents.add(sides.theirs, { name: t('{0} (theirs)', name), ending }),
      result,
      theirsFrom: [organizationWords(session), who].filter((part) => part !== undefined).join(' · '),
    };
    await this.#open({ job, item, start, sides, texts, how: undefined, untouched: new Set([start]) });
  }

  dispose(): void {
    this.#merges.clear();
    this.#store.dispose();
  }

  async #open(merge: Merge): Promise<void> {
    this.#merges.set(merge.texts.result.toString(), merge);
    merge.how = hasConflictMarkers(merge.start)
      ? await openMerge(merge.texts, this.world.log)
      : await openMerged(merge.texts);
    const shown = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === merge.texts.result.toString());
    if (shown) merge.untouched.add(shown.getText());
  }

  /** The editor does not say what a merge editor shows: its label names the result. */
  #heardClosed(label: string): void {
    for (const merge of [...this.#merges.values()]) {
      const name = lastPart(merge.texts.result.path);
      const isShown = vscode.window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => tab.label.includes(name)));
      if (label.includes(name) && !isShown) this.#ended(merge);
    }
  }

  #heardSaved(uri: vscode.Uri): void {
    const merge = this.#merges.get(uri.toString());
    const text = this.world.documents.text(uri);
    if (merge?.how === 'markers' && text !== undefined && !hasConflictMarkers(text))
      this.#begin(() => this.#accept(merge, text));
  }

  #ended(merge: Merge): void {
    const text = this.world.documents.text(merge.texts.result);
    if (text !== undefined && !hasConflictMarkers(text)) {
      this.#begin(() => this.#accept(merge, text));
      return;
    }
    this.#merges.delete(merge.texts.result.toString());
    this.#tellUnfinished(merge);
  }

  #tellUnfinished(merge: Merge): void {
    showInformation(
      t('The merge of “{0}” was not finished. Both sides are unchanged.', scenarioWords(merge.item)),
      mergeAgain(merge),
    );
  }

  /** Nobody waits for it: what fails is told. */
  #begin(work: () => Promise<void>): void {
    void carryOutChoice(choice(t('Merge'), work));
  }

  async #accept(merge: Merge, text: string): Promise<void> {
    const { item, sides, start, texts } = merge;
    if (!this.#merges.delete(texts.result.toString())) return;
    const decision = await (text === start ? decideUntouched(item) : decide(item, undecidedLines(text, sides)));
    if (decision === 'goOn') await this.#open(merge);
    else if (decision === 'use') await this.#write(merge, text);
    else this.#tellUnfinished(merge);
  }

  async #write(merge: Merge, text: string): Promise<void> {
    const { job, item } = merge;
    try {
      await job.folder.engine.acceptMerge(job.plan, item, text);
    } catch (error) {
      this.#tellRefused(merge, error);
      return;
    }
    await this.#drafts.drop(merge, merge.texts.result);
    this.#tell(job, item);
    lookAgain(this.world, job.folder);
  }

  /** Nothing was written: what was merged is not lost. */
  #tellRefused(merge: Merge, error: unknown): void {
    const { world } = this;
    // Under another organization the file may be no scenario's: it is merged again when this one is in use again.
    const isForeign = error instanceof OwnerChangedError;
    showWarning(
      t(
        'The merge of “{0}” was not written: {1}',
        scenarioWords(merge.item),
        error instanceof FileChangedError ? error.message : world.say(error),
      ),
      ...(isForeign ? [] : [mergeAgain(merge)]),
      choice(t('Show Merged Text'), async () => vscode.window.showTextDocument(merge.texts.result)),
    );
  }

  #tell({ folder }: Job, item: PlanItem): void {
    const { path, seen } = item;
    if (path === undefined) return;
    const name = scenarioWords(item);
    showInformation(
      t('“{0}” is merged here. A push updates {1}.', name, organizationWords(folder.session)),
      choice(t('Push'), () => run(commands.pushFile, folder.uriOf(path))),
      choice(t('Show Changes'), () =>
        compareWithText(this.world, folder, { name, path, text: seen.text ?? '', what: t('before') }),
      ),
    );
  }
}

type Decision = 'use' | 'goOn' | 'drop';

/** Nothing was left to decide: closing the editor may mean to use the merge, or to leave it. */
const decideUntouched = (item: PlanItem): Promise<Decision> =>
  askWhetherToUse(
    t('Both sides’ changes to “{0}” were merged without a conflict. Use the merge?', scenarioWords(item)),
  );

/** A merge editor that is closed too soon leaves what was there before both changes. */
async function decide(item: PlanItem, lines: readonly string[]): Promise<Decision> {
  if (lines.length === 0) return 'use';
  const message =
    lines.length === 1
      ? t('“{0}” still has an unresolved line. Use the merge anyway?', scenarioWords(item))
      : t('“{0}” still has {1} unresolved lines. Use the merge anyway?', scenarioWords(item), lines.length);
  return askWhetherToUse(message, listed(lines, mostListed).join('\n'));
}

async function askWhetherToUse(message: string, detail = ''): Promise<Decision> {
  const [use, goOn] = [t('Use the Merge'), t('Continue Merging')];
  const picked = await ask(message, detail, use, goOn);
  if (picked === use) return 'use';
  return picked === goOn ? 'goOn' : 'drop';
}

const mergeAgain = ({ job, item: { path = '' } }: Merge): Choice =>
  choice(t('Merge Again'), () =>
    run(commands.resolveConflict, job.folder.uriOf(path), { answers: { resolution: 'merge' } }),
  );
