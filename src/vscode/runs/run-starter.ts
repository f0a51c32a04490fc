import * as vscode from 'vscode';
import { UnreachableError } from '../../api/errors';
import { CancelledError } from '../../base/cancellation';
import { t } from '../../base/localize';
import { runPrompt, runSeveralPrompt, unclearCreate } from '../../view/prompts';
import type { Run, Scenario } from '../../wire/records';
import { ask, showWarning } from '../report';
import type { Session } from '../session';
import { confirmRuns, notifyOfRuns } from '../settings';
import { missingTokens } from './missing-tokens';

const quietKey = (session: Session, scenarioId: number): string => `stackMoxie.runWithoutAsking.${session.organization}.${String(scenarioId)}`;

/** Starts runs in the cloud: asked about where they cost, once each, never twice. */
export class RunStarter {
  readonly #starting = new Set<string>();

  constructor(private readonly memento: vscode.Memento) {}

  /**
   * Starts one run of a scenario.
   * @returns the run, or `undefined` when the user steps back or a start is under way already. Throws the API's errors.
   */
  async start(session: Session, scenario: Scenario): Promise<Run | undefined> {
    const key = `${session.organization}/${String(scenario.id)}`;
    // A second click while the first is being answered is one wish, not two.
    if (this.#starting.has(key)) return undefined;
    this.#starting.add(key);
    try {
      if (!(await this.#mayRun(session, scenario))) return undefined;
      const tokens = await askTokens(scenario);
      return tokens && (await this.#create(session, scenario, tokens));
    } finally {
      this.#starting.delete(key);
    }
  }

  /** Asks once for several runs. @returns whether they may start. */
  async maySeveral(session: Session, count: number): Promise<boolean> {
    if (session.isSandbox || confirmRuns() === 'never') return true;
    const prompt = runSeveralPrompt({ count, organization: session.name });
    return (await ask(prompt.message, prompt.detail, prompt.run)) === prompt.run;
  }

  /** Starts a run that was asked about before, among several. */
  async startAsked(session: Session, scenario: Scenario): Promise<Run | undefined> {
    const tokens = await askTokens(scenario);
    return tokens && (await this.#create(session, scenario, tokens));
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

  async #create(session: Session, scenario: Scenario, tokens: Readonly<Record<string, string>>): Promise<Run> {
    const title = t('Starting "{0}" in {1}…', scenario.name, session.name);
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
      const before = Date.now();
      try {
        const definitionTokens = scenario.definition?.tokens ?? {};
        return await session.api.runs.create(session.organization, scenario.id, {
          // Sent in any case: the service may not have kept the definition's tokens.
          tokens: { ...definitionTokens, ...tokens },
          notify: notifyOfRuns(),
        });
      } catch (error) {
        if (!(error instanceof UnreachableError) || !error.unclear) throw error;
        return await this.#findLost(session, scenario, before, error);
      }
    });
  }

  /** The answer to a start was lost: never start again, look what is there. */
  async #findLost(session: Session, scenario: Scenario, before: number, cause: unknown): Promise<Run> {
    const recent = await session.api.runs.mostRecent(session.organization, scenario.id);
    // The service's clock may differ a little from ours.
    const isOurs = recent?.createdAt !== undefined && recent.createdAt >= before - 60_000;
    if (!isOurs) throw cause;
    showWarning(unclearCreate({ what: 'run', found: recent }).text);
    return recent;
  }
}

/** Asks for the values of static tokens that nothing defines. @returns `undefined` when the user steps back. */
async function askTokens(scenario: Scenario): Promise<Readonly<Record<string, string>> | undefined> {
  if (!scenario.definition) throw new Error(t('"{0}" has no steps to run. Open it in the web application to see why.', scenario.name));
  const values: Record<string, string> = {};
  const names = missingTokens(scenario.definition);
  for (const [index, name] of names.entries()) {
    const value = await vscode.window.showInputBox({
      title: t('Run "{0}" ({1}/{2})', scenario.name, index + 1, names.length),
      prompt: t('The scenario uses {0}, and nothing defines it. Which value for this run?', `{{${name}}}`),
      ignoreFocusOut: true,
    });
    if (value === undefined) throw new CancelledError();
    values[name] = value;
  }
  return values;
}
