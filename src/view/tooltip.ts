import { t } from '../base/localize';
import type { Severity } from '../wire/payload';
import type { Folder, Reference, Run, Scenario, User } from '../wire/records';
import { escapeMarkdown, escapeMarkdownLines, markdownLink } from '../base/markdown';
import { outcomeLooks } from './outcome-look';
import { nameLimit, plainName } from '../base/plain-text';
import type { FailedStep, ScenarioRuns } from './run-knowledge';
import type { TimeFormat } from './time';
import { unreadWords } from './unread-words';

export interface TooltipLink {
  readonly title: string;
  readonly url: string;
}

export interface TooltipWorld {
  readonly time: TimeFormat;
  /** Unix milliseconds. */
  readonly now: number;
}

export interface ScenarioTooltip {
  readonly scenario: Scenario;
  readonly folderName?: string;
  readonly runs?: ScenarioRuns;
  /** The step that failed in the last run, where its log is known. */
  readonly failed?: FailedStep;
  readonly links?: readonly TooltipLink[];
}

export interface RunTooltip {
  readonly run: Run;
  /** The step that failed, where the log is known. */
  readonly failed?: FailedStep;
  readonly links?: readonly TooltipLink[];
}

/** What is known of a scenario, as Markdown; everything in it that others wrote is escaped. */
export function scenarioTooltip(
  { scenario, folderName, runs, failed, links }: ScenarioTooltip,
  world: TooltipWorld,
): string {
  const facts = lines(
    folderName === undefined ? '' : fact(t('Folder'), folderName),
    scenario.definition ? fact(t('Steps'), String(scenario.definition.steps.length)) : '',
    scenario.severity === undefined ? '' : fact(t('Severity'), severityText(scenario.severity)),
    fact(t('Schedule'), scheduleText(scenario, world)),
  );
  return paragraphs(
    title(plainName(scenario.name, t('Scenario {0}', scenario.id))),
    about(scenario.description),
    escapeMarkdown(unreadWords(scenario)),
    facts,
    lastOutcomes(runs, world),
    failureText(failed),
    changeText(scenario, world),
    linkLine(links),
  );
}

/** What is known of a run. */
export function runTooltip({ run, failed, links }: RunTooltip, { time }: TooltipWorld): string {
  const look = outcomeLooks[run.outcome];
  const startedBy = personName(run.createdBy);
  const head = `${escapeMarkdown(look.symbol)} ${title(t('Run {0}', run.id))} ${escapeMarkdown(look.word())}`;
  const facts = lines(
    run.createdAt === undefined ? '' : fact(t('Started'), time.full(run.createdAt)),
    startedBy === undefined ? '' : fact(t('Started by'), startedBy),
    run.duration ? fact(t('Took'), time.duration(run.duration)) : '',
  );
  return paragraphs(head, facts, failureText(failed), linkLine(links));
}

export interface FolderTooltip {
  /** Absent: the scenarios that are in no folder. */
  readonly folder?: Folder;
  /** How many scenarios it holds. */
  readonly count: number;
}

/** What is known of a folder. */
export function folderTooltip({ folder, count }: FolderTooltip, world: TooltipWorld): string {
  const scenarios = count === 1 ? t('1 scenario') : t('{0} scenarios', count);
  if (!folder) return paragraphs(title(t('No folder')), escapeMarkdown(scenarios));
  return paragraphs(
    title(plainName(folder.name, t('Folder {0}', folder.id))),
    about(folder.description),
    escapeMarkdown(unreadWords(folder)),
    escapeMarkdown(scenarios),
    changeText(folder, world),
  );
}

const paragraphs = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');
const lines = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('  \n');
const title = (text: string): string => `**${escapeMarkdown(text, nameLimit)}**`;
const fact = (name: string, value: string): string => `${escapeMarkdown(name)}: ${escapeMarkdown(value, nameLimit)}`;
const about = (description: string | undefined): string =>
  description === undefined ? '' : escapeMarkdownLines(description, 10);

/** 1 is the most severe, 4 the least (API reference, Scenario). */
function severityText(severity: Severity): string {
  if (severity === 1) return t('1 (most severe)');
  return severity === 4 ? t('4 (least severe)') : String(severity);
}

function scheduleText({ schedule, unread }: Scenario, { time }: TooltipWorld): string {
  if (!schedule) return unread?.includes('schedule') === true ? t('unknown') : t('none');
  const interval = schedule.record?.interval;
  return interval === undefined ? t('yes') : t('every {0}', time.duration(interval * 1_000));
}

function lastOutcomes(runs: ScenarioRuns | undefined, { time, now }: TooltipWorld): string {
  if (!runs) return '';
  const known = runs.list ?? (runs.last ? [runs.last] : []);
  const [newest] = known;
  if (!newest) return runs.last === null || runs.list ? escapeMarkdown(t('Never run')) : '';
  const symbols = known
    .slice(0, 10)
    .map(({ outcome }) => outcomeLooks[outcome].symbol)
    .join(' ');
  const age = newest.createdAt === undefined ? '' : ` (${time.age(newest.createdAt, now)})`;
  return escapeMarkdown(`${t('Last runs, newest first')}: ${symbols}${age}`);
}

function failureText(failed: FailedStep | undefined): string {
  if (!failed) return '';
  const where = t('Step {0} of {1}', failed.index + 1, failed.total);
  const head =
    failed.text === undefined ? escapeMarkdown(where) : `${escapeMarkdown(where)}: ${escapeMarkdown(failed.text)}`;
  return failed.message ? `${head}\n\n${quote(escapeMarkdownLines(failed.message, 5))}` : head;
}

const quote = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

function changeText(record: Folder | Scenario, { time, now }: TooltipWorld): string {
  const who = personName(record.lastUpdatedBy);
  const when = record.updatedAt === undefined ? undefined : time.age(record.updatedAt, now);
  if (who !== undefined && when !== undefined) return escapeMarkdown(t('Changed {0} by {1}', when, who));
  if (when !== undefined) return escapeMarkdown(t('Changed {0}', when));
  return who === undefined ? '' : escapeMarkdown(t('Last changed by {0}', who));
}

const personName = (user: Reference<User> | undefined): string | undefined => {
  const name = user?.record?.fullName?.trim() || user?.record?.emailAddress?.trim();
  return name === undefined || name === '' ? undefined : plainName(name, '');
};

const linkLine = (links: readonly TooltipLink[] = []): string =>
  links.map(({ title: text, url }) => markdownLink(text, url)).join(' · ');
