import { t } from '../../base/localize';
import { completedRunEvents } from '../../run/completed-run';
import type { RunEvent } from '../../run/events';
import { stepsOfLog } from '../../run/log-reader';
import type { TimeFormat } from '../../view/time';
import { createTranscript, type Transcript } from '../../view/transcript';
import type { Run, RunLog, Scenario } from '../../wire/records';
import type { Session } from '../session/session';
import type { RunChannels } from './channels';

/** A run and all that its transcript needs. */
export interface WatchTarget {
  readonly session: Session;
  readonly scenario: Scenario;
  readonly run: Run;
  /** A web address of the run, where there is one. */
  readonly link?: string;
}

/** A transcript that is being written into its channel and its document. */
export interface OpenTranscript {
  push(event: RunEvent): void;
  /** A remark about the watching. @param at Unix milliseconds */
  note(text: string, at: number): void;
  /** @param isWhole whether all of the run is in it, so that nothing is to be read again */
  end(isWhole: boolean): void;
}

/** The text of a run's document while it is written. */
export interface DocumentWriter {
  append(text: string): void;
  end(isWhole: boolean): void;
}

interface ChannelOwner {
  readonly session: Session;
  readonly scenario: { readonly id: number };
}

/** The channel of a scenario. */
export const channelKey = ({ session, scenario }: ChannelOwner): string =>
  `${session.organization}/${String(scenario.id)}`;
/** One run. */
export const watchKey = (target: WatchTarget): string => `${channelKey(target)}/${String(target.run.id)}`;

/** @param times `seen` while it goes, `unknown` for one that is over */
function transcriptOf(
  { session, scenario, run, link }: WatchTarget,
  { time, times }: { readonly time: TimeFormat; readonly times: 'seen' | 'unknown' },
): Transcript {
  return createTranscript(
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
}

/** The whole transcript of a run as its log tells it, which is what the log of a run that goes on tells so far. */
export function completedTranscript(
  target: WatchTarget,
  log: RunLog | undefined,
  time: TimeFormat,
): { readonly text: string; readonly events: readonly RunEvent[] } {
  const transcript = transcriptOf(target, { time, times: 'unknown' });
  const events = completedRunEvents(target.run, log, stepsOfLog(target.scenario, target.run));
  return { text: `${transcript.heading}\n${events.map((event) => transcript.push(event)).join('')}`, events };
}

/** Where a transcript is written to. */
export interface TranscriptPlaces {
  readonly channels: RunChannels;
  readonly document: (heading: string) => DocumentWriter;
  readonly time: TimeFormat;
  readonly times: 'seen' | 'unknown';
}

/** Begins the transcript of a run that is watched. */
export function openTranscript(
  { channels, document, time, times }: TranscriptPlaces,
  target: WatchTarget,
): OpenTranscript {
  const { scenario } = target;
  const transcript = transcriptOf(target, { time, times });
  const folder = scenario.folder?.record?.name;
  const channel = channels.open(
    {
      key: channelKey(target),
      name: scenario.name,
      scenarioId: scenario.id,
      ...(folder === undefined ? {} : { folder }),
    },
    transcript.heading,
  );
  const text = document(transcript.heading);
  const append = (added: string): void => {
    if (added === '') return;
    channel.append(added);
    text.append(added);
  };
  return {
    push: (event) => append(transcript.push(event)),
    note: (words, at) => append(transcript.note(words, at)),
    end: (isWhole) => {
      channel.end();
      text.end(isWhole);
    },
  };
}
