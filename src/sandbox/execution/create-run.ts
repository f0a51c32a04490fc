import type { RunPayload } from '../../wire/payload';
import { Fault } from '../kit/fault';
import type { NewRun } from '../store/runs';
import type { TimedStore } from '../store/store';

/** The organization has made as many runs this month as its plan allows. */
export class QuotaFault extends Fault {
  constructor(allowed: number, at: number) {
    const now = new Date(at);
    const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toLocaleDateString('en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    super(
      403,
      'RunQuotaExceeded',
      `The plan of this organization allows ${allowed} runs a month, and all are used. Wait until ${next} (UTC), or use an organization with a larger plan.`,
    );
  }
}

/** Makes a run and counts it, both or neither. Throws a `QuotaFault`. */
export function createRun({ store, clock }: TimedStore, organization: number, run: Omit<NewRun, 'at'>): RunPayload {
  const at = clock.now();
  return store.transaction(() => {
    if (!store.organizations.spendRun(organization, at))
      throw new QuotaFault(store.organizations.get(organization)?.maxRunsPerPeriod ?? 0, at);
    return store.runs.create({ ...run, at });
  });
}
