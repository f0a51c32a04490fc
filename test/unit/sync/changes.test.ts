import assert from 'node:assert/strict';
import { changesFor, creationFor, UnknownNameError } from '../../../src/sync/diff/changes';
import type { NameNumbers } from '../../../src/sync/model/references';
import { contentOfScenario } from '../../../src/sync/model/cloud-content';
import type { Content } from '../../../src/sync/model/content';
import type { ScenarioDefinition } from '../../../src/wire/definition';
import { stored } from './made';

const names: NameNumbers = {
  folder: (reference) =>
    typeof reference === 'object'
      ? reference.id
      : ({ Leads: 7, Other: 8 } as Readonly<Record<string, number>>)[reference],
  notificationGroup: (reference) => (reference === 'Ops' ? 20 : undefined),
};

/** As a service holds it that knows more than we do. */
const definition = {
  scenario: 'Inside',
  version: 3,
  steps: [
    { cog: 'a/b', stepId: 'One', name: 'one', data: {}, waitFor: 0, colour: 'red' },
    { cog: 'a/b', stepId: 'Two', name: 'two', data: { x: 1 }, id: 'u2' },
  ],
  linkedScenarios: { onFail: { templateId: 4, note: 'n' }, more: true },
} as unknown as ScenarioDefinition;
const scenario = stored(
  { name: 'A form', description: '', tokens: {}, steps: [], settings: { folder: 'Leads', severity: 2 } },
  { definition },
);
const before: Content = contentOfScenario(scenario);

describe('what a push sends', () => {
  it('is nothing where nothing changed', () => {
    assert.deepEqual(changesFor(before, before, names, scenario.definition), {});
    assert.deepEqual(changesFor(before, { ...before, settings: {} }, names, scenario.definition), {});
  });

  it('is the settings that changed, by number', () => {
    assert.deepEqual(
      changesFor(before, { ...before, settings: { folder: 'Other', severity: 2, notificationGroups: ['Ops'] } }, names),
      { folder: 8, notificationGroups: [20] },
    );
    assert.deepEqual(changesFor(before, { ...before, settings: { folder: null } }, names), { folder: null });
  });

  it('is the name in both places', () => {
    const {
      name,
      definition: sent,
      ...rest
    } = changesFor(before, { ...before, name: 'New' }, names, scenario.definition);
    assert.deepEqual([name, sent?.scenario, rest], ['New', 'New', {}]);
  });

  it('is a whole definition with all that only the cloud knows', () => {
    const [one, two] = before.steps;
    assert.ok(one && two);
    const after: Content = {
      ...before,
      tokens: { a: 1 },
      steps: [{ cog: 'c/d', stepId: 'New' }, one, { ...two, data: { x: 2 } }],
      linkedScenarios: { onFail: { templateId: 5 } },
    };
    assert.deepEqual(changesFor(before, after, names, scenario.definition), {
      definition: {
        version: 3,
        scenario: 'A form',
        description: '',
        steps: [
          { cog: 'c/d', stepId: 'New' },
          { cog: 'a/b', stepId: 'One', name: 'one', data: {}, waitFor: 0, colour: 'red' },
          { cog: 'a/b', stepId: 'Two', name: 'two', data: { x: 2 }, id: 'u2' },
        ],
        linkedScenarios: { more: true, onFail: { note: 'n', templateId: 5 } },
        tokens: { a: 1 },
      },
    });
  });

  it('is all of it for a new scenario', () => {
    assert.deepEqual(creationFor({ ...before, linkedScenarios: {}, steps: [], description: 'd' }, names), {
      name: 'A form',
      description: 'd',
      severity: 2,
      folder: 7,
      notificationGroups: [],
      instructions: '',
      definition: { scenario: 'A form', description: 'd', steps: [] },
    });
  });

  it('is nothing where a name is unknown: that is told', () => {
    assert.throws(
      () => changesFor(before, { ...before, settings: { folder: 'Nowhere' } }, names),
      new UnknownNameError(
        'No folder, or more than one, is named “Nowhere” in this organization. Create it, or name another one under "stackmoxie".',
      ),
    );
    assert.throws(
      () => changesFor(before, { ...before, settings: { notificationGroups: ['Ops', 'No'] } }, names),
      UnknownNameError,
    );
  });
});

describe('what the cloud holds', () => {
  it('has the record’s own name, and steps with nothing that means nothing', () => {
    assert.deepEqual(before, {
      name: 'A form',
      description: '',
      steps: [
        { cog: 'a/b', stepId: 'One', name: 'one' },
        { cog: 'a/b', stepId: 'Two', name: 'two', data: { x: 1 } },
      ],
      linkedScenarios: { onFail: { templateId: 4 } },
      settings: { folder: 'Leads', notificationGroups: [], instructions: '', severity: 2 },
    });
  });

  it('names folders and groups as lists know them, by number where a name is not enough or the file says so', () => {
    const bare = stored({ ...before, settings: {} }, { definition: null, feature: 7, notificationGroups: [20, 21] });
    const group = (
      id: number,
      name: string,
    ): { readonly id: number; readonly name: string; readonly members: readonly never[] } => ({
      id,
      name,
      members: [],
    });
    const folders = [
      { id: 7, name: 'Leads' },
      { id: 8, name: 'Other' },
    ];
    assert.deepEqual(contentOfScenario(bare).settings.folder, { id: 7 });
    assert.equal(contentOfScenario(bare, { folders }).settings.folder, 'Leads');
    assert.deepEqual(contentOfScenario(bare, { folders: [...folders, { id: 9, name: 'Leads' }] }).settings.folder, {
      id: 7,
    });
    assert.deepEqual(
      contentOfScenario(bare, {
        folders,
        groups: [group(20, 'Ops'), group(21, 'Dev')],
        like: { folder: { id: 7 }, notificationGroups: [{ id: 21 }] },
      }).settings,
      { folder: { id: 7 }, notificationGroups: ['Ops', { id: 21 }], instructions: '' },
    );
    assert.deepEqual(contentOfScenario(bare).steps, []);
  });
});
