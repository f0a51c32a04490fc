import assert from 'node:assert/strict';
import { escapeMarkdown, markdownLink } from '../../../src/base/markdown';
import { createTimeFormat } from '../../../src/view/time';
import { folderTooltip, runTooltip, scenarioTooltip } from '../../../src/view/tooltip';
import type { Run, Scenario } from '../../../src/wire/records';

const now = Date.UTC(2026, 10, 24, 14, 7);
const world = { time: createTimeFormat({ locale: 'en-GB', timeZone: 'UTC' }), now };
const run = (id: number, outcome: Run['outcome']): Run => ({ id, outcome, createdAt: now - (200 - id) * 300_000 });

const scenario: Scenario = {
  id: 42,
  name: 'Contact form creates a lead',
  description: 'What it *proves*\nand why',
  definition: { steps: [] },
  severity: 1,
  folder: null,
  schedule: { id: 3, record: { id: 3, interval: 3_600 } },
  notificationGroups: [],
  updatedAt: now - 20 * 60_000,
  lastUpdatedBy: { id: 5, record: { fullName: 'Grace Hopper', emailAddress: 'grace@example.com' } },
};

/** Takes the escaping away, so that the text can be read. */
const plain = (markdown: string): string => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');

const draws = (markdown: string, drawing: string): void =>
  assert.equal(plain(markdown), drawing.replace(/^\n/, '').replace(/^ {6}/gm, '').trimEnd());

describe('tooltips', () => {
  it('tell what is known of a scenario', () => {
    const list = [
      run(199, 'Failed'),
      run(198, 'Passed'),
      run(197, 'Error'),
      ...Array.from({ length: 20 }, (_, index) => run(index, 'Passed')),
    ];
    const failed = { index: 2, total: 7, text: 'Then it should be Ada', message: 'Expected Ada,\nbut it was Eda' };
    draws(
      scenarioTooltip(
        {
          scenario,
          folderName: 'Lead capture',
          runs: { list },
          failed,
          links: [{ title: 'Open in Browser', url: 'https://app.test/42' }],
        },
        world,
      ),
      `
      **Contact form creates a lead**

      What it *proves*  
      and why

      Folder: Lead capture  
      Steps: 0  
      Severity: 1 (most severe)  
      Schedule: every 1 h

      Last runs, newest first: ✗ ✓ ! ✓ ✓ ✓ ✓ ✓ ✓ ✓ (5 min ago)

      Step 3 of 7: Then it should be Ada

      > Expected Ada,  
      > but it was Eda

      Changed 20 min ago by Grace Hopper

      [Open in Browser](<https://app.test/42>)
      `,
    );
  });

  it('leave out what is not known', () => {
    draws(
      scenarioTooltip(
        { scenario: { id: 7, name: '', definition: null, folder: null, schedule: null, notificationGroups: [] } },
        world,
      ),
      '**Scenario 7**\n\nSchedule: none',
    );
    draws(
      scenarioTooltip(
        {
          scenario: {
            id: 7,
            name: '',
            definition: null,
            folder: null,
            schedule: null,
            notificationGroups: [],
            unread: ['name', 'schedule'],
          },
        },
        world,
      ),
      '**Scenario 7**\n\nCould not be read: name, schedule. It stays unchanged in the cloud. Check it in the web application.\n\nSchedule: unknown',
    );
    draws(folderTooltip({ count: 1 }, world), '**No folder**\n\n1 scenario');
    draws(
      folderTooltip({ folder: { id: 1, name: 'Leads', updatedAt: now - 60_000 }, count: 2 }, world),
      '**Leads**\n\n2 scenarios\n\nChanged 1 min ago',
    );
    draws(
      runTooltip({ run: { id: 9, outcome: 'Passed', createdAt: now, duration: 38_000 } }, world),
      '✓ **Run 9** passed\n\nStarted: 24 Nov 2026, 14:07  \nTook: 38 s',
    );
  });

  it('let nothing that others write become markup', () => {
    const evil = '[x](command:evil) <img src=x> $(bug) `code` **b** https://e.test www.e.test a@b.test # 1. | ![i](j)';
    assert.doesNotMatch(escapeMarkdown(evil).replace(/\\./g, ''), /[[\]()<>$`*:@#.|!_~]/);
    assert.equal(escapeMarkdown('1) one'), '1\\) one');
    assert.equal(escapeMarkdown('two\n\n# lines'), 'two \\# lines');
    assert.equal(markdownLink('go', 'javascript:alert(1)'), 'go');
    assert.equal(markdownLink('go', 'https://e.test/a>b'), 'go');
    assert.equal(markdownLink('a]b', 'https://e.test/(1)'), '[a\\]b](<https://e.test/(1)>)');
  });
});
