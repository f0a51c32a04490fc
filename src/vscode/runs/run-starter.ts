import * as vscode from 'vscode';
import { ApiError } from '../../api/http/errors';
import { CancelledError } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import { t } from '../../base/localize';
import type { Looked } from '../../base/look-for';
import { plainName } from '../../base/plain-text';
import { runPrompt, runSeveralPrompt, startAgainPrompt } from '../../view/prompts';
import { isSecretName } from '../../view/secret-name';
import type { Run, Scenario } from '../../wire/records';
import { run } from '../commands';
import { commands } from '../ids';
import { ask, withProgress } from '../report';
import type { Session } from '../session/session';
import { confirmRuns, notifyOfRuns } from '../settings';
import { scenarioKey } from '../../run/start-gate';
import { lookForRuns, lookForRunsOnce, tellLooked, type LostStart } from './lost-start';
import { missingTokens } from '../../run/missing-tokens';

const quietKey = (session: Session, scenarioId: number): string =>
  `stackMoxie.runWithoutAsking.${session.organization}.${String(scenarioId)}`;
/** A start whose answer was lost may still come to a run for so long, in milliseconds: until then it is looked for before another one. */
const lostForMs = 10 * 60_000;

export interface StartOptions {
  /** A file's tokens: sent with the run in place of the definition's, which the service may not have kept. */
  readonly tokens?: Readonly<Record<string, unknown>>;
  /** Whether the user was asked already, and told what the run costs. */
  readonly isAsked?: boolean;
  /** Hears of a run that is found only later, after the start whose answer was lost has ended. */
  readonly onFound?: (run: Run) => void;
  /** Begins anew what led to this start, where the user wants that. */
  readonly again?: () => unknown;
}

export interface RunStarterPorts {
  readonly clock: Clock;
  /** Throws where a session's organization or account is not in use any more: questions may have been open for long. */
  readonly stillOwner: (session: Session) => Promise<void>;
}

/** Starts runs in the cloud: asked about where they cost, sent once each. A start whose answer was lost is looked for. */
export class RunStarter {
  readonly #lost = new Map<string, LostStart>();

  readonly #clock: Clock;
  readonly #stillOwner: RunStarterPorts['stillOwner'];

  constructor(
    private readonly memento: vscode.Memento,
    { clock, stillOwner }: RunStarterPorts,
  ) {
    this.#clock = clock;
    this.#stillOwner = stillOwner;
  }

  /** Starts one run of a scenario. @returns the run, or `undefined` when the user steps back or the start is unclear. Throws the API's errors. */
  async start(session: Session, scenario: Scenario, options: StartOptions = {}): Promise<Run | undefined> {
    // After a lost answer the question is another one.
    const isAsked = options.isAsked === true || this.#lostOf(session, scenario) !== undefined;
    return isAsked || (await this.#mayRun(session, scenario)) ? this.startAsked(session, scenario, options) : undefined;
  }

  /** Asks once for several runs. @returns whether they may start. */
  async maySeveral(session: Session, count: number): Promise<boolean> {
    if (session.isSandbox || confirmRuns() === 'never') return true;
    const prompt = runSeveralPrompt({ count, organization: session.name });
    if ((await ask(prompt.message, prompt.detail, prompt.run)) !== prompt.run) return false;
    await this.#stillOwner(session);
    return true;
  }

  /** Starts a run that was asked about before. Throws a `CancelledError` when the user steps back from its tokens, and what `stillOwner` throws. */
  async startAsked(session: Session, scenario: Scenario, options: StartOptions = {}): Promise<Run | undefined> {
    const lost = this.#lostOf(session, scenario);
    if (lost) {
      const looked = await lookForRunsOnce(lost);
      const isSeenNotToBe = looked.kind === 'notSeen' && looked.error === undefined;
      if (!isSeenNotToBe) return this.#tell(lost, looked, options);
      if (!(await mayStartAgain(lost))) return undefined;
    }
    const { tokens: given = {} } = options;
    const tokens = { ...given, ...(await askTokens(scenario, given)) };
    await this.#stillOwner(session);
    // Not before: who steps back from the tokens has sent nothing, and the run may still come.
    if (lost) this.#lost.delete(scenarioKey(session.organization, scenario.id));
    return this.#create(session, scenario, { ...options, tokens });
  }

  async #create(session: Session, scenario: Scenario, options: StartOptions): Promise<Run | undefined> {
    const title = t('Starting "{0}" in {1}…', plainName(scenario.name, ''), session.name);
    // Read before write: should the answer be lost, only a newer run can be ours.
    let before = 0;
    try {
      return await withProgress(title, 'statusBar', async () => {
        before = (await session.api.runs.mostRecent(session.organization, scenario.id))?.id ?? 0;
        return create(session, scenario, options.tokens ?? {});
      });
    } catch (error) {
      if (!(error instanceof ApiError) || !error.unclear) throw error;
      const lost = { session, scenario, before, at: this.#clock.now() };
      this.#lost.set(scenarioKey(session.organization, scenario.id), lost);
      return this.#tell(lost, await lookForRuns(lost, this.#clock), options);
    }
  }

  /** Tells what was found. @returns the run, where it is one alone. */
  #tell(lost: LostStart, looked: Looked<readonly Run[]>, options: StartOptions): Run | undefined {
    const { session, scenario } = lost;
    const { onFound, again = () => run(commands.runScenario, { scenarioId: scenario.id }) } = options;
    if (looked.kind === 'found') this.#lost.delete(scenarioKey(session.organization, scenario.id));
    const lookAgain = async (): Promise<void> => {
      const found = this.#tell(lost, await lookForRuns(lost, this.#clock), options);
      if (found) onFound?.(found);
    };
    tellLooked(lost, looked, { lookAgain, tryAgain: again });
    return looked.kind === 'found' && looked.value.length === 1 ? looked.value[0] : undefined;
  }

  /** The start before, where its answer was lost and nothing has been seen of it since. */
  #lostOf(session: Session, scenario: Scenario): LostStart | undefined {
    const key = scenarioKey(session.organization, scenario.id);
    const lost = this.#lost.get(key);
    if (!lost || this.#clock.now() - lost.at < lostForMs) return lost;
    this.#lost.delete(key);
    return undefined;
  }

  async #mayRun(session: Session, scenario: Scenario): Promise<boolean> {
    if (session.isSandbox || confirmRuns() !== 'always') return true;
    const key = quietKey(session, scenario.id);
    if (this.memento.get(key) === true) return true;
    const steps = scenario.definition?.steps.length;
    const prompt = runPrompt({
      scenario: scenario.name,
      organization: session.name,
      ...(steps === undefined ? {} : { steps }),
    });
    const buttons = prompt.dontAsk === undefined ? [prompt.run] : [prompt.run, prompt.dontAsk];
    const answer = await ask(prompt.message, prompt.detail, ...buttons);
    if (answer === prompt.dontAsk) await this.memento.update(key, true);
    return answer !== undefined;
  }
}

const create = (
  { api, organization }: Session,
  scenario: Scenario,
  tokens: Readonly<Record<string, unknown>>,
): Promise<Run> =>
  api.runs.create(organization, scenario.id, {
    // Sent in any case: the service may not have kept the definition's tokens.
    tokens: { ...scenario.definition?.tokens, ...tokens },
    notify: notifyOfRuns(),
  });

/** Asked in the sandbox too: not for what it costs, but because it may be done already. */
async function mayStartAgain({ session, scenario }: LostStart): Promise<boolean> {
  const prompt = startAgainPrompt({ scenario: scenario.name, organization: session.name });
  return (await ask(prompt.message, prompt.detail, prompt.run)) === prompt.run;
}

/** Asks for the values of static tokens that nothing defines. Throws a `CancelledError` when the user steps back. */
async function askTokens(
  scenario: Scenario,
  given: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, string>>> {
  const name = plainName(scenario.name, '');
  if (!scenario.definition) throw new Error(t('“{0}” has no steps to run. Check it in the web application.', name));
  const values: Record<string, string> = {};
  const names = missingTokens({ ...scenario.definition, tokens: { ...scenario.definition.tokens, ...given } });
  for (const [index, token] of names.entries()) {
    const value = await vscode.window.showInputBox({
      title: t('Run "{0}" ({1}/{2})', name, index + 1, names.length),
      prompt: t('The scenario uses {0}, which has no value. Enter a value for this run.', `{{${token}}}`),
      password: isSecretName(token),
      ignoreFocusOut: true,
    });
    if (value === undefined) throw new CancelledError();
    values[token] = value;
  }
  return values;
}
