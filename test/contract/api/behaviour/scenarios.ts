import assert from 'node:assert/strict';
import type { ScenarioDefinition } from '../../../../src/wire/definition';
import { assertRefused, definition, makeFolder, makeScenario, nowhere, remove, startRun } from './made';
import type { Subject } from '../subject';
import type { Current } from '../api-contract';

const step = { cog: 'sandbox/text', stepId: 'Compare' };
const richWith = (templateId: number): ScenarioDefinition => ({
  scenario: 'Rich',
  description: 'All that a definition may hold',
  steps: [
    {
      ...step,
      name: 'Given “ü” 😀',
      data: { text: 'a\nb', number: 1.5, flag: true, nothing: null, list: [1, [2]], map: { deep: { er: 'x' } } },
      waitFor: 1,
      failAfter: 30,
    },
    step,
  ],
  linkedScenarios: { onPass: { templateId }, onFail: { steps: [step] } },
});

/** All that a definition may hold, with a template to link to. */
async function makeRich(subject: Subject): Promise<ScenarioDefinition> {
  const { id } = await makeScenario(subject, { name: 'Template', type: 'template', isLinkable: true });
  return richWith(id);
}

export function describeScenarios(current: Current): void {
  describe('scenarios', () => {
    it('are made with a name and a definition; the rest has a value to begin with', async () => {
      const subject = current();
      const { id } = await makeScenario(subject, { name: 'S' });
      const read = await subject.api.scenarios.get(subject.organization, id);
      assert.deepEqual(read.definition, definition);
      assert.deepEqual(
        [read.name, read.type, read.dashboardSetting, read.folder, read.schedule, read.notificationGroups],
        ['S', 'default', 'default', null, null, []],
      );
      assert.ok(read.createdAt !== undefined && read.createdBy !== undefined);
    });

    it('keep all that they are made with', async () => {
      const subject = current();
      const [folder, rich] = [await makeFolder(subject, 'F'), await makeRich(subject)];
      const { id } = await makeScenario(subject, {
        name: 'S',
        description: 'D',
        definition: rich,
        severity: 2,
        dashboardSetting: 'include',
        folder: folder.id,
      });
      const read = await subject.api.scenarios.get(subject.organization, id);
      assert.deepEqual(read.definition, rich);
      assert.deepEqual(
        [read.name, read.description, read.severity, read.dashboardSetting, read.folder?.id],
        ['S', 'D', 2, 'include', folder.id],
      );
    });

    it('change in what a change names, and in nothing else', async () => {
      const subject = current();
      const { api, organization, write } = subject;
      const [folder, rich] = [await makeFolder(subject, 'F'), await makeRich(subject)];
      const { id } = await makeScenario(subject, {
        name: 'S',
        description: 'D',
        definition: rich,
        severity: 3,
        folder: folder.id,
      });
      const changes = [
        { name: 'T' },
        { description: 'E' },
        { severity: 1 as const },
        { dashboardSetting: 'exclude' as const },
        { definition },
        { folder: null },
      ];
      for (const change of changes) await write(() => api.scenarios.update(organization, id, change));
      const read = await api.scenarios.get(organization, id);
      assert.deepEqual(
        [read.name, read.description, read.severity, read.dashboardSetting, read.folder, read.definition],
        ['T', 'E', 1, 'exclude', null, definition],
      );
      await write(() => api.scenarios.update(organization, id, { name: 'U' }));
      const { raw, ...renamed } = await api.scenarios.get(organization, id);
      const { raw: rawBefore, ...before } = read;
      assert.deepEqual({ ...renamed, name: 'T', updatedAt: read.updatedAt }, before);
      assert.deepEqual({ ...raw, name: 'T', updatedAt: rawBefore?.['updatedAt'] }, rawBefore);
    });

    const malformed: Readonly<Record<string, unknown>> = {
      'is null': null,
      'has no steps': {},
      'has steps that are no list': { steps: 'x' },
      'has a step that is none': { steps: [null] },
      'has a step without a cog': { steps: [{ stepId: 'X' }] },
      'has a step without its id': { steps: [{ cog: 'a/b' }] },
    };
    for (const [name, value] of Object.entries(malformed)) {
      it(`are refused where the definition ${name}`, async () => {
        const subject = current();
        const { api, organization, write } = subject;
        await assertRefused(
          422,
          write(() => api.scenarios.create(organization, { name: 'S', definition: value as ScenarioDefinition })),
        );
        const { id } = await makeScenario(subject, { name: 'Good' });
        if (value !== null)
          await assertRefused(
            422,
            write(() => api.scenarios.update(organization, id, { definition: value as ScenarioDefinition })),
          );
        assert.deepEqual(
          (await api.scenarios.list(organization)).map((scenario) => [scenario.name, scenario.definition]),
          [['Good', definition]],
        );
      });
    }

    it('are refused without a name, and in a folder that is not there', async () => {
      const { api, organization, write } = current();
      await assertRefused(
        400,
        write(() => api.scenarios.create(organization, { name: '', definition })),
      );
      await assertRefused(
        400,
        write(() => api.scenarios.create(organization, { name: 'S', definition, folder: nowhere })),
      );
      assert.deepEqual(await api.scenarios.list(organization), []);
    });

    it('that are not there are not found', async () => {
      const { api, organization, write } = current();
      await assertRefused(404, api.scenarios.get(organization, nowhere));
      await assertRefused(
        404,
        write(() => api.scenarios.update(organization, nowhere, { name: 'S' })),
      );
      await assertRefused(
        404,
        write(() => api.scenarios.delete(organization, nowhere)),
      );
    });

    it('take their runs with them when they are deleted', async () => {
      const subject = current();
      const { api, organization } = subject;
      const { id } = await makeScenario(subject, { name: 'S' });
      const run = await startRun(subject, id);
      await remove(
        subject,
        () => api.scenarios.delete(organization, id),
        () => api.scenarios.get(organization, id),
      );
      await assertRefused(404, api.runs.get(organization, id, run.id));
      assert.equal(await api.runs.mostRecent(organization, id), undefined);
    });
  });
}
