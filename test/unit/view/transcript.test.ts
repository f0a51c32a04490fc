import assert from 'node:assert/strict';
import { completedRunEvents } from '../../../src/run/completed-run';
import type { RunEvent, StepResult } from '../../../src/run/events';
import { createTimeFormat } from '../../../src/view/time';
import { createTranscript, type TranscriptHeading, type TranscriptOptions } from '../../../src/view/transcript';
import { atOnce } from '../../support/at-once';

const time = createTimeFormat({ locale: 'en-GB', timeZone: 'UTC' });
const start = Date.UTC(2026, 10, 24, 14, 2, 1, 600);

const web = { cog: 'sandbox/web', stepId: 'navigate' };
const heading: TranscriptHeading = {
  scenario: 'Contact form creates a lead',
  organization: 'Acme',
  runId: 1842,
  steps: [
    { ...web, name: 'Given I navigate to https://example.com/contact' },
    { ...web, name: 'When I fill out input[name="email"] with ada@example.com' },
    { step: 'Then the FirstName field on Salesforce Lead ada@example.com should be Ada' },
    { ...web, name: 'And the status should be 200' },
    { ...web },
    { ...web },
    { ...web },
  ],
};

const at = (seconds: number): number => start + seconds * 1_000;
const passed: StepResult = { outcome: 'Passed', message: 'fine', ...web };
const done = (index: number, seconds: number, result: StepResult = passed): RunEvent => ({
  kind: 'stepFinished',
  at: at(seconds),
  index,
  result,
});
const failed = (message: string): StepResult => ({ outcome: 'Failed', message });

function write(
  events: readonly RunEvent[],
  changes: Partial<TranscriptHeading> = {},
  options: TranscriptOptions = {},
): string {
  const transcript = createTranscript({ ...heading, ...changes }, { time, ...options });
  return `${transcript.heading}\n${events.map((event) => transcript.push(event)).join('')}`;
}

/** Compares with a drawing; its first line break and its indentation do not count. */
function draws(text: string, drawing: string): void {
  assert.equal(text, drawing.replace(/^\n/, '').replace(/^ {6}/gm, '').replace(/ +$/, ''));
}

describe('transcript', () => {
  it('reads as a run that fails', () => {
    const message = 'Expected FirstName to be Ada, but it was Eda (after 90 s)';
    const events: readonly RunEvent[] = [
      { kind: 'started', at: at(0) },
      done(0, 1.4),
      done(1, 3.5),
      done(2, 92.3, failed(message)),
      { kind: 'finished', at: at(93), outcome: 'Failed', duration: 92_000 },
    ];
    draws(
      write(events),
      `
      Contact form creates a lead · Acme · run 1842
      14:02:03  ✓ 1  Given I navigate to https://example.com/contact                            1.4 s
      14:02:05  ✓ 2  When I fill out input[name="email"] with ada@example.com                   2.1 s
      14:03:33  ✗ 3  Then the FirstName field on Salesforce Lead ada@example.com should be Ada  1 min 29 s
                     Expected FirstName to be Ada, but it was Eda (after 90 s)
                ·  4–7 not run
      Failed at step 3 of 7: 2 passed, 1 failed, 4 not run. 1 min 32 s
      `,
    );
  });

  it('reads as a run that passes, messages asked for, on this machine', () => {
    const events: readonly RunEvent[] = [
      { kind: 'started', at: at(0) },
      { kind: 'stepStarted', at: at(1), index: 0 },
      done(0, 1.1, { outcome: 'Passed', message: 'Page loaded.\nStatus 200' }),
      { kind: 'stepStarted', at: at(2), index: 1 },
      { kind: 'stepRetried', at: at(3), index: 1, result: failed('not yet') },
      done(1, 4),
      { kind: 'finished', at: at(4), outcome: 'Passed' },
    ];
    draws(
      write(events, { steps: heading.steps.slice(0, 2), link: 'https://app.test/runs/1842' }, { messages: 'all' }),
      `
      Contact form creates a lead · Acme · run 1842 · https://app.test/runs/1842
      14:02:02  ✓ 1  Given I navigate to https://example.com/contact                            0.1 s
                     Page loaded.
                     Status 200
      14:02:05  ✓ 2  When I fill out input[name="email"] with ada@example.com                   2.0 s
                     fine
      Passed: all 2 steps passed. 4.0 s
      `,
    );
  });

  it('shows an old run without times that nobody knows, and steps that the scenario no longer has as the log names them', () => {
    const entries = [
      passed,
      { outcome: 'Error', message: '', cog: 'sandbox/crm', stepId: 'createOrUpdate' },
      { outcome: 'Unknown', message: 'odd', cog: 'x/y' },
    ] as const;
    const run = { id: 1842, outcome: 'Error', createdAt: start, duration: 3_000 } as const;
    const steps = heading.steps.slice(0, 2);
    draws(
      write(completedRunEvents(run, { id: 1, entries }), { steps, ranAt: start }, { times: 'unknown' }),
      `
      Contact form creates a lead · Acme · run 1842 · 24 Nov 2026, 14:02
                ✓ 1  Given I navigate to https://example.com/contact
                ! 2  createOrUpdate (sandbox/crm)
                ? 3  x/y
                     odd
      Error at step 2 of 3: 1 passed, 1 error, 1 with an unknown outcome. 3.0 s
      `,
    );
  });

  it('gives no duration to entries that came together, and aligns numbers of two digits', () => {
    const steps = Array.from({ length: 10 }, (_, index) => ({ step: `Step ${'漢字'.repeat(index)}` }));
    const events = [...steps.keys()].map((index) => done(index, index < 2 ? 1 : index));
    draws(
      write(
        [
          { kind: 'started', at: at(1) },
          ...events.slice(0, 3),
          ...events.slice(9),
          { kind: 'finished', at: at(9), outcome: 'Passed' },
        ],
        { steps },
      ),
      `
      Contact form creates a lead · Acme · run 1842
      14:02:02  ✓  1  Step
      14:02:02  ✓  2  Step 漢字
      14:02:03  ✓  3  Step 漢字漢字                                                              1.0 s
      14:02:10  ✓ 10  Step 漢字漢字漢字漢字漢字漢字漢字漢字漢字                                  7.0 s
      Passed: 4 passed. 8.0 s
      `,
    );
  });

  it('says what no step tells: why a run ended, and remarks about the watching', () => {
    const transcript = createTranscript({ ...heading, steps: heading.steps.slice(0, 1) }, { time });
    const text =
      transcript.note('The connection was lost. Trying again…', at(0)) +
      transcript.push({
        kind: 'finished',
        at: at(2),
        outcome: 'Error',
        reason: 'The sandbox was stopped\nwhile this run was going.',
      }) +
      transcript.push(done(0, 3));
    draws(
      text,
      `
      14:02:01  ·  The connection was lost. Trying again…
                ·  1 not run
                !  The sandbox was stopped
                !  while this run was going.
      Ended with an error: 1 not run. < 0.1 s
      `,
    );
  });

  it('is not led astray by what others write', () => {
    const evil = 'Name\u001b[31m red\u001b[0m\nForged line \u202etxt.exe\u0007';
    draws(
      write(
        [done(0, 0, { ...passed, outcome: 'Failed', message: `\u001b]0;title\u0007one\r\n\ttwo\u2028three\u0000` })],
        { scenario: evil, steps: [{ name: 'a\nb' }] },
      ),
      `
      Name red Forged line txt.exe␇ · Acme · run 1842
      14:02:01  ✗ 1  a b
                     one
                     two
                     three␀
      `,
    );
  });

  it('stays fluent with 10 MB of log, and tells what it leaves out', () => {
    const huge = 'x'.repeat(5_000_000);
    const many = 'line\n'.repeat(1_000_000);
    const text = atOnce(1_000, () => write([done(0, 1, failed(huge)), done(1, 2, failed(many))]));
    const lines = text.split('\n');
    assert.ok(text.length < 10_000, String(text.length));
    assert.match(lines[2] ?? '', /^ {15}x{2000}… \(5,000,000 characters in all\)$/);
    assert.match(lines.at(-2) ?? '', /^ {15}… \(5,000,000 characters in all\)$/);
  });
});
