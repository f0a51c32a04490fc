import { CancellationSource } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import type { ConnectionLookup } from '../../runner/cog-host';
import { CogUnavailableError, type CogSessions } from '../../runner/cog-sessions';
import type { RegistryEntryPayload, StepDefinitionPayload } from '../../wire/registry';
import type { Auth } from '../store/connections';
import type { Store } from '../store/store';

interface SessionHost {
  sessions(connection: ConnectionLookup): CogSessions;
}

const isRequired = ({ optionality }: { readonly optionality: number }): boolean => optionality === 1;

/** Conversations with cogs in an organization's name. A cog whose connection is missing or not valid is unavailable, and says so. */
export function connectedCogs(
  host: SessionHost,
  store: Store,
  registry: readonly RegistryEntryPayload[],
  organization: number,
): CogSessions {
  const sessions = host.sessions((cog) => store.connections.auth(organization, cog)?.auth);
  return {
    open: (cog) => {
      const entry = registry.find(({ name }) => name === cog);
      const needed = entry?.authFieldsList.filter(isRequired) ?? [];
      const connection = store.connections.auth(organization, cog);
      if (entry && needed.length > 0 && !connection) {
        const details = needed.map(({ key }) => key).join(' and ');
        return Promise.reject(
          new CogUnavailableError(
            cog,
            `The organization has no connection of ${entry.label} (${cog}). Add one with ${details}, and run the scenario again.`,
          ),
        );
      }
      if (connection?.isValid === false) {
        return Promise.reject(
          new CogUnavailableError(
            cog,
            `The organization's connection of ${entry?.label ?? cog} is not valid: its details were refused. Update them, and run the scenario again.`,
          ),
        );
      }
      return sessions.open(cog);
    },
  };
}

/** Values that ask for nothing that there is, by the number of the field's type. */
const harmless: readonly unknown[] = [
  '0',
  'none',
  false,
  0,
  '2000-01-01',
  '2000-01-01T00:00:00',
  'nobody@example.invalid',
  '+15550100',
  [],
  {},
  'http://127.0.0.1/',
];
const probeTimeout = 15_000;

/** The validation that asks for least. A validation only looks: it is what may be tried without being asked. */
function probeOf({ stepDefinitionsList }: RegistryEntryPayload): StepDefinitionPayload | undefined {
  const needs = ({ expectedFieldsList }: StepDefinitionPayload): number => expectedFieldsList.filter(isRequired).length;
  return stepDefinitionsList.filter(({ type }) => type === 1).sort((a, b) => needs(a) - needs(b))[0];
}

export interface ProbeOptions {
  readonly host: SessionHost;
  readonly registry: () => Promise<readonly RegistryEntryPayload[]>;
  readonly clock: Clock;
}

/** Tries connection details through the cog: it may say yes or no to what it is asked, but must not end in an error. */
export function createConnectionCheck({
  host,
  registry,
  clock,
}: ProbeOptions): (cog: string, auth: Auth) => Promise<boolean> {
  return async (cog, auth) => {
    const entry = (await registry()).find(({ name }) => name === cog);
    const probe = entry && probeOf(entry);
    if (!entry || !probe) return entry !== undefined;
    const data = Object.fromEntries(
      probe.expectedFieldsList.filter(isRequired).map(({ key, type }) => [key, harmless[type] ?? 'none']),
    );
    const timer = new CancellationSource();
    try {
      const session = await host.sessions(() => auth).open(cog);
      const step = session.run({ stepId: probe.stepId, data, scenarioId: 'connection', requestorId: 'connection' });
      const answer = await Promise.race([step, clock.sleep(probeTimeout, timer.token).then(() => undefined)]);
      if (answer) await session.close();
      else session.abandon();
      return answer !== undefined && answer.outcome !== 'Error';
    } catch {
      // A cog that cannot be started or breaks off has not taken the details.
      return false;
    } finally {
      timer.cancel();
    }
  };
}
