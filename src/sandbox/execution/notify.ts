import type {
  NotificationSetting,
  RunLogEntryPayload,
  RunOutcome,
  RunPayload,
  ScenarioPayload,
} from '../../wire/payload';
import type { RunFacts } from '../store/runs';
import type { Store } from '../store/store';

/** Whether a team hears of a run that ended so, by the organization's setting; `before` is how the one before it ended. */
const wanted: Readonly<Record<NotificationSetting, (now: RunOutcome, before: RunOutcome | undefined) => boolean>> = {
  never: () => false,
  // A first run that passes is nothing new.
  change: (now, before) => now !== (before ?? 'Passed'),
  'every fail': (now) => now !== 'Passed',
  'every error': (now) => now === 'Error',
  'every run': () => true,
};

/** The groups of the scenario, or else the organization's own address. */
function teamOf(store: Store, { organization, scenario }: RunFacts): readonly string[] {
  const groups = store.groups.ofScenario(scenario);
  if (groups.length > 0)
    return groups.flatMap(({ email, members }) => [
      ...(email === null ? [] : [email]),
      ...(members ?? []).map(({ emailAddress }) => emailAddress),
    ]);
  const { notificationEmailAddress } = store.organizations.get(organization) ?? {};
  return notificationEmailAddress === undefined ? [] : [notificationEmailAddress];
}

function recipients(store: Store, facts: RunFacts, outcome: RunOutcome): readonly string[] {
  if (facts.notify === 'me') return [store.accounts.user(facts.user)?.emailAddress ?? ''];
  const setting = store.organizations.get(facts.organization)?.notificationSetting ?? 'every fail';
  return wanted[setting](outcome, store.runs.outcomeBefore(facts.id)) ? [...new Set(teamOf(store, facts))] : [];
}

const began = {
  request: 'started by',
  schedule: 'started by the schedule of',
  link: 'started by the end of another run of',
} as const;

function text(store: Store, facts: RunFacts, run: RunPayload, entries: readonly RunLogEntryPayload[]): string {
  const wrong = entries
    .filter(({ outcome }) => outcome !== 'Passed')
    .map(({ outcome, message }) => `${outcome}: ${message}`);
  const person = store.accounts.user(facts.user)?.fullName ?? 'somebody';
  const steps = `${entries.length} ${entries.length === 1 ? 'step' : 'steps'} in ${((run.duration ?? 0) / 1000).toFixed(1)} s`;
  return [
    ...wrong,
    `Run ${run.id}, ${began[facts.origin]} ${person} at ${new Date(Number(run.createdAt)).toISOString()}: ${steps}.`,
  ].join('\n');
}

/** Puts the mails that tell of a run's end into the outbox. */
export function tellOfRun(store: Store, facts: RunFacts, at: number): void {
  const run = store.runs.get(facts.scenario, facts.id);
  const scenario: ScenarioPayload | undefined = store.scenarios.get(facts.organization, facts.scenario);
  if (!run || !scenario) return;
  const entries = store.runs.logById(typeof run.log === 'number' ? run.log : run.log.id)?.body ?? [];
  for (const recipient of recipients(store, facts, run.outcome)) {
    store.outbox.send(
      facts.organization,
      { recipient, subject: `${run.outcome}: ${scenario.name}`, body: text(store, facts, run, entries), run: run.id },
      at,
    );
  }
}
