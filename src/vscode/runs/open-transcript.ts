import { t } from '../../base/localize';
import type { RunEvent } from '../../run/events';
import { createTranscript } from '../../view/transcript';
import type { Run, Scenario } from '../../wire/records';
import type { Session } from '../session';
import { time } from '../time';
import type { RunChannels } from './channels';

/** A run and all that its transcript needs. */
export interface WatchTarget {
  readonly session: Session;
  readonly scenario: Scenario;
  readonly run: Run;
  /** A web address of the run, where there is one. */
  readonly link?: string;
}

/** A transcript that is being written into its channel. */
export interface OpenTranscript {
  push(event: RunEvent): void;
  /** A remark about the watching, now. */
  note(text: string): void;
}

/** The channel of a scenario. */
export const channelKey = ({
  session,
  scenario,
}: {
  readonly session: Session;
  readonly scenario: Pick<Scenario, 'id'>;
}): string => `${session.organization}/${String(scenario.id)}`;
/** One run. */
export const watchKey = (target: WatchTarget): string => `${channelKey(target)}/${String(target.run.id)}`;

/** Begins a run's transcript. @param times `seen` while it goes, `unknown` for one that is over. */
export function openTranscript(channels: RunChannels, target: WatchTarget, times: 'seen' | 'unknown'): OpenTranscript {
  const { session, scenario, run, link } = target;
  const transcript = createTranscript(
    {
      scenario: scenario.name,
      organization: session.isSandbox ? t('{0} (Sandbox)', session.name) : session.name,
      runId: run.id,
      ...(link === undefined ? {} : { link }),
      steps: scenario.definition?.steps ?? [],
      ...(times === 'unknown' && run.createdAt !== undefined ? { ranAt: run.createdAt } : {}),
    },
    { time, times },
  );
  const writer = channels.open(channelKey(target), scenario.name, transcript.heading);
  const append = (text: string): void => {
    if (text !== '') writer.append(text);
  };
  return { push: (event) => append(transcript.push(event)), note: (text) => append(transcript.note(text, Date.now())) };
}
