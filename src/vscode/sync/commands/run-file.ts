import { CancelledError } from '../../../base/cancellation';
import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import type { Id } from '../../../wire/payload';
import { keyOf, type Plan, type PlanItem } from '../../../sync/plan/plan';
import { runPrompt } from '../../../view/prompts';
import { doneWords } from '../../../view/sync/messages/done-words';
import {
  runQuestion,
  runTokens,
  type RunAnswer,
  type RunQuestion,
  type RunWorld,
} from '../../../view/sync/prompts/run-decision';
import { organizationWords } from '../../../view/sync/messages/names';
import { run } from '../../commands';
import { commands, type CommandId } from '../../ids';
import { ask, showWarning, withProgress, type Choice } from '../../report';
import type { Session } from '../../session/session';
import type { StartGate } from '../../../run/start-gate';
import { lookAgain } from '../work/apply-change';
import { savePushed } from '../work/carry-out';
import { errorsOf, type ErrorsIn } from '../work/errors-of-files';
import { confirmChange } from '../work/protected';
import type { SyncFolder } from '../folder/sync-folders';
import { encodingHelp } from '../work/save-as-utf8';
import { fileTargets, type TargetsWorld } from '../work/targets';
import { readArguments } from '../work/told';

/** Starts a run in the cloud. `isAsked`: the user was told what it costs. @returns whether one was started */
export type StartRun = (
  session: Session,
  scenarioId: Id,
  options: { readonly tokens: Readonly<Record<string, unknown>>; readonly isAsked: boolean },
) => Promise<boolean>;

/** What it takes to start a run. */
export interface RunStarting {
  readonly startRun: StartRun;
  readonly gate: StartGate;
  readonly errorsIn: ErrorsIn;
}

export interface RunFileWorld extends TargetsWorld, RunStarting {}

interface Asked {
  readonly folder: SyncFolder;
  readonly path: string;
  readonly plan: Plan;
  readonly item: PlanItem;
}

/** Runs what a file says: where the cloud says something else, the user decides which. A second click meanwhile is no second wish. */
export function createRunFile(world: RunFileWorld): (...args: readonly unknown[]) => Promise<void> {
  return async (...args) => {
    const {
      folder,
      paths: [path = ''],
    } = await fileTargets(world, readArguments(args.slice(0, 1)), t('Run Scenario'));
    await world.gate.once(`file ${folder.uriOf(path).toString()}`, () => runFile(world, folder, path));
  };
}

/** @returns whether a run was started */
async function runFile(world: RunFileWorld, folder: SyncFolder, path: string): Promise<boolean> {
  const plan = await withProgress(
    t('Comparing {0} with {1}…', plainName(path, ''), organizationWords(folder.session)),
    'statusBar',
    () => folder.engine.planPush({ paths: [path] }),
  );
  const [item] = plan.items;
  if (!item) throw new Error(t('The file {0} no longer exists.', plainName(path, '')));
  const question = runQuestion(item, await questionWorld(world, folder, item));
  const answer = question
    ? await decide(
        question,
        encodingHelp(item, (of) => folder.uriOf(of)),
      )
    : 'run';
  return act(world, { folder, path, plan, item }, { answer, isAsked: question !== undefined });
}

async function questionWorld(world: RunFileWorld, folder: SyncFolder, item: PlanItem): Promise<RunWorld> {
  const { name, seen } = item;
  const { session } = folder;
  const [file] = await errorsOf(world, folder, item);
  const steps = seen.content?.steps.length;
  const { detail } = runPrompt({
    scenario: name,
    organization: organizationWords(folder.session),
    ...(steps === undefined ? {} : { steps }),
  });
  return {
    organization: organizationWords(folder.session),
    errors: file?.errors.filter(({ message }) => message !== item.note) ?? [],
    refused: folder.engine.numbersOf(item).refused,
    ...(session.isSandbox ? {} : { cost: detail }),
  };
}

/** @param help what can be done where nothing can be run */
async function decide({ message, detail, answers }: RunQuestion, help: readonly Choice[]): Promise<RunAnswer> {
  if (answers.length === 0) {
    showWarning(detail === '' ? message : `${message} ${detail.replaceAll(/\s*\n\s*/g, ' ')}`, ...help);
    throw new CancelledError();
  }
  const title = await ask(message, detail, ...answers.map((answer) => answer.title));
  const found = answers.find((answer) => answer.title === title);
  if (!found) throw new CancelledError();
  return found.answer;
}

interface Decision {
  readonly answer: RunAnswer;
  readonly isAsked: boolean;
}

async function act(world: RunFileWorld, asked: Asked, { answer, isAsked }: Decision): Promise<boolean> {
  const id = await ready(asked, answer);
  if (id === undefined) return false;
  const tokens = runTokens(asked.item, answer === 'runCloud' ? 'cloud' : 'file');
  return world.startRun(asked.folder.session, id, { tokens, isAsked });
}

/** Does what comes before a run. @returns the scenario to run; `undefined` where none is to be run */
async function ready(asked: Asked, answer: RunAnswer): Promise<Id | undefined> {
  const { folder, path, item } = asked;
  const other = others[answer];
  // What asks here, errors among it, is not asked again there.
  const answers = answer === 'create' ? [{ answers: { isSure: true } }] : [];
  if (other) await run(other, folder.uriOf(path), ...answers);
  if (answer === 'create') return createdId(asked);
  // No request is made for that; a run does not wait for a push to let a link follow its file.
  if (needsLink(item, answer)) return (await link(asked)) ? item.id : undefined;
  if (answer === 'push') return (await push(asked)) ? item.id : undefined;
  return other ? undefined : item.id;
}

const needsLink = ({ what }: PlanItem, answer: RunAnswer): boolean =>
  answer === 'link' || (what === 'move' && (answer === 'run' || answer === 'runCloud'));

/** What other commands do. */
const others: Partial<Record<RunAnswer, CommandId>> = {
  compare: commands.compareWithCloud,
  resolve: commands.resolveConflict,
  create: commands.createInCloud,
};

/** The scenario's number after it was created; `undefined` where the user stepped back, or the old one is still gone. */
async function createdId({ folder, path, item }: Asked): Promise<Id | undefined> {
  const id = await folder.engine.linkOf(path);
  return id === item.id ? undefined : id;
}

/** @returns whether the file is linked now to the scenario that says the same */
async function link({ folder, plan, item }: Asked): Promise<boolean> {
  const summary = await folder.engine.apply(plan, { chosen: new Set([keyOf(item)]) });
  const { text, isAsWanted } = doneWords(summary, '');
  if (!isAsWanted) showWarning(text);
  await lookAgain(folder);
  return summary.results.every(({ outcome }) => outcome === 'done');
}

/** @returns whether the cloud says now what the file says */
async function push({ folder, plan, item }: Asked): Promise<boolean> {
  const { session, engine } = folder;
  const message = t('Push "{0}" to {1}?', plainName(item.name, ''), organizationWords(folder.session));
  if (!(await confirmChange(session, { message }))) return false;
  const title = t('Pushing “{0}” to {1}…', plainName(item.name, ''), organizationWords(folder.session));
  const summary = await withProgress(title, 'statusBar', () => engine.apply(plan, { chosen: new Set([keyOf(item)]) }));
  const { text, isAsWanted } = doneWords(
    summary,
    t('Pushed “{0}” to {1}.', plainName(item.name, ''), organizationWords(folder.session)),
  );
  if (!isAsWanted) showWarning(text);
  const isDone = summary.results.every(({ outcome }) => outcome === 'done');
  await savePushed(folder, summary);
  await lookAgain(folder);
  return isDone;
}
