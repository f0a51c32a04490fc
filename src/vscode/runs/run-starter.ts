import * as vscode from 'vscode';
import { ApiError } from '../../api/errors';
import { CancelledError } from '../../base/cancellation';
import { t } from '../../base/localize';
import { plainName } from '../../base/plain-text';
import { runPrompt, runSeveralPrompt, unclearCreate } from '../../view/prompts';
import { isSecretName } from '../../view/secret-name';
import type { Run, Scenario } from '../../wire/records';
import { run } from '../commands';
import { commands } from '../ids';
import { ask, showWarning, withProgress } from '../report';
import type { Session } from '../session';
import { confirmRuns, notifyOfRuns } from '../settings';
import { missingTokens } from './missing-tokens';

const quietKey = (session: Session, scenarioId: number): string => `stackMoxie.runWithoutAsking.${session.organization}.${String(scenarioId)}`;
/** A second click in this time after a start is the end of a double click, not another wish. */
const doubleClickMs = 500;

export interface StartOptions {
  /** A file's tokens: sent with the run in place of the definition's, which the service may not have kept. */
  readonly tokens?: Readonly<Record<string, unknown>>;
  /** Whether the user was asked already, and told what the run costs. */
  readonly isAsked?: boolean;
}

/** Starts runs in the cloud: asked about where they cost, once each, never twice. */
export class RunStarter {
  readonly #starting = new Set<number>();

  /** @param stillOwner throws where a session's organization or account is not in use any more: questions may have been open for long */
  constructor(
    private readonly memento: vscode.Memento,
    private readonly stillOwner: (session: Session) => Promise<void>,
  ) {}

  /** Does `work`, which tells whether it started a run, unless the same is under way for this scenario: a second click is no second wish. */
  async once(scenarioId: number, work: () => Promise<boolean>): Promise<void> {
    if (this.#starting.has(scenarioId)) return;
    this.#starting.add(scenarioId);
    let hasStarted = false;
    try {
      hasStarted = await work();
    } finally {
      if (hasStarted) setTimeout(() => this.#starting.delete(scenarioId), doubleClickMs);
      else this.#starting.delete(scenarioId);
    }
  }

  /** Starts one run of a scenario. @returns the run, or `undefined` when the user steps back or the start is unclear. Throws the API's errors. */
  async start(session: Session, scenario: Scenario, { tokens = {}, isAsked = false }: StartOptions = {}): Promise<Run | undefined> {
    return isAsked || (await this.#mayRun(session, scenario)) ? this.startAsked(session, scenario, tokens) : undefined;
  }

  /** Asks once for several runs. @returns whether they may start. */
  async maySeveral(session: Session, count: number): Promise<boolean> {
    if (session.isSandbox || confirmRuns() === 'never') return true;
    const prompt = runSeveralPrompt({ count, organization: session.name });
    if ((await ask(prompt.message, prompt.detail, prompt.run)) !== prompt.run) return false;
    await this.stillOwner(session);
    return true;
  }

  /** Starts a run that was asked about before. Throws a `CancelledError` when the user steps back from its tokens, and what `stillOwner` throws. */
  async startAsked(session: Session, scenario: Scenario, given: StartOptions['tokens'] = {}): Promise<Run | undefined> {
    const tokens = { ...given, ...(await askTokens(scenario, given)) };
    await this.stillOwner(session);
    const title = t('Starting "{0}" in {1}…', plainName(scenario.name, ''), session.name);
    return withProgress(title, 'statusBar', () => create(session, scenario, tokens));
  }

  async #mayRun(session: Session, scenario: Scenario): Promise<boolean> {
    if (session.isSandbox || confirmRuns() !== 'always') return true;
    const key = quietKey(session, scenario.id);
    if (this.memento.get(key) === true) return true;
    const steps = scenario.definition?.steps.length;
    const prompt = runPrompt({ scenario: scenario.name, organization: session.name, ...(steps === undefined ? {} : { steps }) });
    const buttons = prompt.dontAsk === undefined ? [prompt.run] : [prompt.run, prompt.dontAsk];
    const answer = await ask(prompt.message, prompt.detail, ...buttons);
    if (answer === prompt.dontAsk) await this.memento.update(key, true);
    return answer !== undefined;
  }
}

async function create({ api, organization }: Session, scenario: Scenario, tokens: Readonly<Record<string, unknown>>): Promise<Run | undefined> {
  // Read before write: should the answer be lost, only a newer run can be ours.
  const before = (await api.runs.mostRecent(organization, scenario.id))?.id ?? 0;
  try {
    return await api.runs.create(organization, scenario.id, {
      // Sent in any case: the service may not have kept the definition's tokens.
      tokens: { ...scenario.definition?.tokens, ...tokens },
      notify: notifyOfRuns(),
    });
  } catch (error) {
    if (!(error instanceof ApiError) || !error.unclear) throw error;
    const recent = await api.runs.mostRecent(organization, scenario.id).catch(() => 'unknown' as const);
    return tellUnclear(scenario, typeof recent === 'object' && recent.id <= before ? undefined : recent);
  }
}

/** The answer to a start was lost: nothing is sent again by itself; the user is told what is known. */
function tellUnclear(scenario: Scenario, found: Run | 'unknown' | undefined): Run | undefined {
  const { text, actionTitle } = unclearCreate({ what: 'run', found: found ?? 'none' });
  if (typeof found === 'object') {
    showWarning(text);
    return found;
  }
  const next = found === 'unknown' ? commands.refreshScenarios : commands.runScenario;
  showWarning(text, { title: actionTitle, run: () => run(next, { scenarioId: scenario.id }) });
  return undefined;
}

/** Asks for the values of static tokens that nothing defines. Throws a `CancelledError` when the user steps back. */
async function askTokens(scenario: Scenario, given: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, string>>> {
  const name = plainName(scenario.name, '');
  if (!scenario.definition) throw new Error(t('"{0}" has no steps to run. Open it in the web application to see why.', name));
  const values: Record<string, string> = {};
  const names = missingTokens({ ...scenario.definition, tokens: { ...scenario.definition.tokens, ...given } });
  for (const [index, token] of names.entries()) {
    const value = await vscode.window.showInputBox({
      title: t('Run "{0}" ({1}/{2})', name, index + 1, names.length),
      prompt: t('The scenario uses {0}, and nothing defines it. Which value for this run?', `{{${token}}}`),
      password: isSecretName(token),
      ignoreFocusOut: true,
    });
    if (value === undefined) throw new CancelledError();
    values[token] = value;
  }
  return values;
}
