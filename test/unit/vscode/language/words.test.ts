import assert from 'node:assert/strict';
import { createCatalog } from '../../../../src/registry/catalog';
import { createTimeFormat } from '../../../../src/view/time';
import type { RegistryKnowledge } from '../../../../src/view/registry/registry-knowledge';
import { changeWords } from '../../../../src/view/registry/registry-change';
import { lineInReport, registryReport } from '../../../../src/view/registry/registry-report';
import { statusWords } from '../../../../src/vscode/language/status-words';
import type { RegistryEntryPayload } from '../../../../src/wire/registry';

const time = createTimeFormat({ locale: 'en', timeZone: 'UTC' });
const now = Date.UTC(2026, 10, 24, 12);
const entry = (name: string, steps: Readonly<Record<string, string>>, version = '1.0.0'): RegistryEntryPayload => ({
  name,
  label: `The ${name} cog`,
  version,
  homepage: '',
  authHelpUrl: '',
  authFieldsList: [],
  stepDefinitionsList: Object.entries(steps).map(([stepId, expression]) => ({
    stepId,
    name: `Does ${stepId}`,
    type: 0,
    expression,
    expectedFieldsList: [],
    expectedRecordsList: [],
  })),
});
const web = entry('acme/web', { Open: 'open (?<url>.+)', Click: 'click (?<what>.+)' });
const dns = entry('acme/dns', { Look: 'look up (?<name>.+)' });
const bad = entry('acme/bad', { Odd: '(', Odder: '' });
const known = (entries: readonly RegistryEntryPayload[], more: Partial<RegistryKnowledge> = {}): RegistryKnowledge => ({
  catalog: entries.length === 0 ? undefined : createCatalog(entries),
  origin: { organization: 'Acme', fetchedAt: now - 3 * 3_600_000 },
  fileProblems: [],
  binding: 'bound',
  busy: false,
  ...more,
});
const nothing = (binding: RegistryKnowledge['binding'], more: Partial<RegistryKnowledge> = {}): RegistryKnowledge => ({
  catalog: undefined,
  origin: undefined,
  fileProblems: [],
  binding,
  busy: false,
  ...more,
});
const status = (knowledge: RegistryKnowledge) => statusWords(knowledge, { now, time, say: (error) => String(error) });

describe('the language status item', () => {
  it('counts cogs and steps, and says whose registry it is and how old', () => {
    const { text, detail, isWarning, action } = status(known([web, dns]));
    assert.equal(text, '2 cogs, 3 steps');
    assert.equal(detail, 'Registry of Acme, 3 h ago');
    assert.equal(isWarning, false);
    assert.equal(action.title, 'Refresh Registry');
    assert.equal(status(known([dns])).text, '1 cog, 1 step');
  });

  it('warns of definitions that are set aside, and leads to them', () => {
    const { detail, isWarning, action } = status(known([web, bad]));
    assert.equal(detail, 'Registry of Acme, 3 h ago · [2 definitions were skipped](command:stackMoxie.showRegistry)');
    assert.equal(isWarning, true);
    assert.equal(action.command, 'stackMoxie.refreshRegistry');
  });

  it('names the first registry file that has a problem, and counts the others', () => {
    const fileProblems = ['a.json', 'b.json', 'c.json'].map((file) => ({ file, problem: 'The file does not exist.' }));
    const { detail, isWarning } = status(known([web], { fileProblems }));
    assert.equal(
      detail,
      'Registry of Acme, 3 h ago · a.json: The file does not exist. · [2 more problems with registry files](command:stackMoxie.showRegistry)',
    );
    assert.equal(isWarning, true);
  });

  it('says why the registry could not be fetched anew, but not while it is being fetched', () => {
    assert.equal(
      status(known([web], { failure: 'It cannot be reached.' })).detail,
      'Registry of Acme, 3 h ago · It cannot be reached.',
    );
    assert.equal(
      status(known([web], { failure: 'It cannot be reached.', busy: true })).detail,
      'Registry of Acme, 3 h ago',
    );
  });

  it('without a registry offers what helps', () => {
    const { text, detail, action } = status(nothing('signedOut'));
    assert.equal(text, 'No registry');
    assert.match(
      detail,
      /^No registry: only the structure of the file is checked · \[Try the sandbox\]\(command:stackMoxie\.trySandbox\), or \[list registry files\]\(command:workbench\.action\.openSettings\?/,
    );
    assert.equal(action.command, 'stackMoxie.signIn');
    assert.equal(status(nothing('noOrganization')).action.command, 'stackMoxie.switchOrganization');
    assert.deepEqual(status(nothing('bound', { failure: 'Down.' })), {
      text: 'No registry',
      detail: 'No registry: only the structure of the file is checked · Down.',
      isWarning: false,
      action: { title: 'Refresh Registry', command: 'stackMoxie.refreshRegistry' },
    });
    assert.equal(status(nothing('bound', { busy: true })).detail, 'Reading the registry…');
    assert.equal(status(known([web], { origin: undefined })).detail, 'From registry files only');
  });

  it('makes no link and no icon of what others wrote', () => {
    const fileProblems = [{ file: '$(bug).json', problem: '[x](command:evil)' }];
    const { detail } = status(
      known([web], { origin: { organization: '[A](command:evil)', fetchedAt: now }, fileProblems }),
    );
    assert.doesNotMatch(detail, /\]\(command:evil|\$\(/);
  });
});

describe('the registry as a document', () => {
  it('lists what is set aside and why, problems of files, then the cogs with their steps', () => {
    const text = registryReport(
      known([web, bad], { fileProblems: [{ file: 'x.json', problem: 'The file does not exist.' }] }),
      { time },
    );
    const reason = createCatalog([bad]).unusable[0]?.reason ?? '';
    assert.deepEqual(text.split('\n'), [
      'Registry of Acme, fetched Nov 24, 2026, 9:00 AM',
      '2 cogs, 4 steps',
      '',
      'Skipped: these steps can be used by cog and stepId, but not as a sentence',
      `  acme/bad Odd: ${reason}`,
      '  acme/bad Odder: The expression is empty.',
      '',
      'Problems in registry files',
      '  x.json: The file does not exist.',
      '',
      'The acme/web cog (acme/web, 1.0.0, 2 steps)',
      '  Open: Does Open · open {url}',
      '  Click: Does Click · click {what}',
      '',
      'The acme/bad cog (acme/bad, 1.0.0, 2 steps)',
      '  Odd: Does Odd',
      '  Odder: Does Odder',
      '',
    ]);
  });

  it('has a line for each step definition', () => {
    const knowledge = known([web, bad, dns], {
      fileProblems: [{ file: 'x.json', problem: 'The file does not exist.' }],
    });
    const lines = registryReport(knowledge, { time }).split('\n');
    for (const cog of knowledge.catalog?.cogs.values() ?? []) {
      for (const step of cog.steps)
        assert.ok(lines[lineInReport(knowledge, step, { time }) ?? -1]?.startsWith(`  ${step.stepId}: `), step.stepId);
    }
    assert.equal(lineInReport(knowledge, { cog: 'acme/web', stepId: 'Gone' }, { time }), undefined);
  });

  it('says where there is none', () =>
    assert.match(registryReport(nothing('signedOut'), { time }), /^No registry is available here\.\n/));
});

describe('what a refresh has changed', () => {
  const from = known([web, dns]);
  it('cogs that came, went, or are others now', () => {
    const after = known([
      entry('acme/web', { Open: 'open the page (?<url>.+)', Click: 'click (?<what>.+)' }),
      entry('acme/fax', { Send: 'send (?<x>.+)' }),
    ]);
    assert.equal(
      changeWords(from, after),
      'Registry of Acme: 2 cogs, 3 steps. New: acme/fax. Removed: acme/dns. Changed: acme/web.',
    );
  });
  it('nothing', () =>
    assert.equal(changeWords(from, { ...from }), 'Registry of Acme: 2 cogs, 3 steps. Nothing has changed.'));
  it('all, where nothing was known', () =>
    assert.equal(changeWords(nothing('bound'), from), 'Registry of Acme: 2 cogs, 3 steps.'));
  it('an empty registry', () => assert.equal(changeWords(from, known([])), 'The registry of Acme is empty.'));
});
