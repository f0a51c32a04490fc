import type { Cancellation } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import { createCogHost, type CogHost } from '../../runner/cog-host';
import type { RegistryEntryPayload } from '../../wire/registry';
import { siteHost } from '../site/app';

export interface CogsOptions {
  /** The bundle of the built-in cogs. */
  readonly cogsFile: string;
  /** The port of the demonstration site. */
  readonly site: number;
  /** `address:port` of the demonstration resolver. */
  readonly dns: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The built-in cogs, which see nothing of the world but what the sandbox itself serves. */
export function createCogs({ cogsFile, site, dns, clock, log }: CogsOptions): CogHost {
  const env = { COG_WEB_HOSTS: `${siteHost}=127.0.0.1:${site}`, COG_DNS_SERVERS: dns };
  const commands = ['text', 'web', 'crm', 'dns'].map((name) => ({
    name: `sandbox/${name}`,
    command: process.execPath,
    args: [cogsFile, name],
    env,
  }));
  return createCogHost({ commands, clock, log });
}

interface RegistryHost {
  /** What is wrong with cogs that could not answer is told for people. */
  registry(): Promise<HostRegistry>;
}

interface HostRegistry {
  readonly entries: readonly RegistryEntryPayload[];
  readonly problems: readonly string[];
}

/** The registry's entries. The cogs are asked once; where one could not answer, they are asked again next time. */
export function createRegistry(
  host: RegistryHost,
  log: Log,
  stopping: Cancellation,
): () => Promise<readonly RegistryEntryPayload[]> {
  let answer: Promise<HostRegistry> | undefined;
  const forget = (): void => (answer = undefined);
  const ask = async (): Promise<HostRegistry> => {
    const registry = await host.registry();
    // A cog that is stopped while it starts is no problem.
    if (!stopping.isCancellationRequested) registry.problems.forEach((problem) => log.warn(problem));
    if (registry.problems.length > 0) forget();
    return registry;
  };
  return async () => {
    const asked = (answer ??= ask());
    try {
      return (await asked).entries;
    } catch (error) {
      forget();
      throw error;
    }
  };
}
