import assert from 'node:assert/strict';
import type { ScenarioDefinition } from '../../../../src/wire/definition';
import { assertRefused, definition, makeFolder, makeScenario } from './made';
import type { Current } from '../api-contract';

const names = (records: readonly { readonly name: string }[]): readonly string[] => records.map(({ name }) => name);

export function describeTemplates(current: Current): void {
  describe('templates', () => {
    it('are listed: all, those that may be linked to, and those for users of the API', async () => {
      const subject = current();
      const { api, organization } = subject;
      await makeScenario(subject, { name: 'no template', isLinkable: true, exposedToApis: true });
      await makeScenario(subject, { name: 'plain', type: 'template' });
      await makeScenario(subject, {
        name: 'linkable',
        type: 'template',
        isLinkable: true,
        instructions: 'Change the tokens.',
      });
      await makeScenario(subject, { name: 'exposed', type: 'template', exposedToApis: true });
      assert.deepEqual(names(await api.scenarios.allTemplates(organization)), ['plain', 'linkable', 'exposed']);
      assert.deepEqual(names(await api.scenarios.linkableTemplates(organization)), ['linkable']);
      assert.deepEqual(names(await api.scenarios.exposedTemplates(organization)), ['exposed']);
      const [linkable] = await api.scenarios.linkableTemplates(organization);
      assert.deepEqual(
        [linkable?.type, linkable?.instructions, linkable?.isLinkable],
        ['template', 'Change the tokens.', true],
      );
    });
  });

  describe('scenarios made in the background', () => {
    it('are told by their job, once it is complete', async () => {
      const subject = current();
      const { api, organization, settle, write } = subject;
      const folder = await makeFolder(subject, 'F');
      // A job whose receipt is lost cannot be found again: a bad network has to spare this one.
      const jobId = await write(() =>
        api.scenarios.createAsync(organization, { name: 'S', definition, folder: folder.id }),
      );
      assert.match(jobId, /^[0-9a-f-]{36}$/);
      assert.ok(['Processing', 'Complete'].includes((await api.scenarios.job(organization, jobId)).status));
      await settle();
      const { status, scenario } = await api.scenarios.job(organization, jobId);
      assert.deepEqual([status, scenario?.record?.name], ['Complete', 'S']);
      const read = await api.scenarios.get(organization, scenario?.id ?? 0);
      assert.deepEqual([read.name, read.definition, read.folder?.id], ['S', definition, folder.id]);
      assert.equal((await api.scenarios.list(organization)).length, 1, 'it was made once');
    });

    it('are refused where the definition is malformed', async () => {
      const { api, organization, settle, write } = current();
      await assertRefused(
        400,
        write(() => api.scenarios.createAsync(organization, { name: 'S', definition: {} as ScenarioDefinition })),
      );
      await settle();
      assert.deepEqual(await api.scenarios.list(organization), []);
    });

    it('a job that is not there is not found', async () => {
      const { api, organization } = current();
      await assertRefused(404, api.scenarios.job(organization, '00000000-0000-4000-8000-000000000000'));
    });
  });
}
