import type { Summary } from '../../src/sync/apply/summary';
import { answering, type Answers } from './answers';
import { between } from './between';
import type { Place } from './place';

/** What came of a command: what it did, said, and asked in lists (`label · description | …`). */
export interface Doing {
  readonly summary: Summary | undefined;
  readonly said: readonly string[];
  readonly asked: readonly string[];
}

/** Runs a command with a person's answers, and forgets the requests before it. A command that is stepped back from does nothing. */
export async function doing(
  place: Place,
  answers: Answers,
  command: string,
  ...args: readonly unknown[]
): Promise<Doing> {
  const asked: string[] = [];
  const pick: Answers['pick'] = (items) => {
    asked.push(items.map(({ label, description = '' }) => `${label} · ${description}`).join(' | '));
    return answers.pick?.(items);
  };
  between().seen.length = 0;
  const { said, stop } = answering({ ...answers, pick });
  const summary = await place
    .run(command, ...args)
    .then(
      (done) => done,
      () => undefined,
    )
    .finally(stop);
  return { summary, said: said.map(({ text }) => text), asked };
}

/** The requests that change something, since the last command. */
export const writes = (): readonly string[] => between().seen.filter((request) => !request.startsWith('GET '));
