import assert from 'node:assert/strict';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { createCatalog } from '../../../src/registry/catalog';
import { resolveSentence } from '../../../src/registry/resolve';
import { cogProtocol } from '../../../src/runner/cog-protocol';
import { createCogHost, type CogCommand, type CogHost } from '../../../src/runner/cog-host';
import type { StepAnswer } from '../../../src/runner/cog-sessions';
import { noteLog, realClock } from './real-world';

export interface ContractCase {
  /** The cog; its program may be ready only when the tests run. */
  readonly command: () => CogCommand;
  /** Connection details that are well formed; nobody needs to listen there. */
  readonly connection?: Readonly<Record<string, string>>;
  /** For every step definition at least one sentence that means it, with data where the sentence is not enough. */
  readonly sentences: Readonly<Record<string, readonly string[]>>;
}

/** What every cog owes to runner and editor, whoever wrote it. */
export function cogContract(name: string, { command, connection, sentences }: ContractCase): void {
  describe(`${name} keeps the contract of a cog`, () => {
    let host: CogHost;
    let registry: Awaited<ReturnType<CogHost['registry']>>;
    before(async () => {
      host = createCogHost({ commands: [command()], clock: realClock, log: noteLog() });
      registry = await host.registry();
    });
    after(() => host.dispose());
    const cog = () => {
      const found = createCatalog(registry.entries).cogs.get(name);
      assert.ok(found, registry.problems.join('\n'));
      return found;
    };
    const ask = async (stepId: string, data: Readonly<Record<string, unknown>>): Promise<StepAnswer> => {
      const session = await host.sessions(() => connection).open(name);
      const answer = await session.run({ stepId, data, scenarioId: 's', requestorId: 'r' });
      await session.close();
      return answer;
    };

    it('its manifest is complete, and every expression compiles', () => {
      assert.deepEqual(registry.problems, []);
      assert.deepEqual(createCatalog(registry.entries).unusable, []);
      const { label, version, steps } = cog();
      assert.ok(label !== '' && version !== '' && steps.length > 0);
      assert.equal(new Set(steps.map(({ stepId }) => stepId)).size, steps.length);
      for (const { name: stepName, fields, records } of steps) {
        assert.ok(stepName);
        for (const field of [...fields, ...records.flatMap((record) => record.fields)])
          assert.ok(field.key && field.description, `${stepName}: ${field.key}`);
      }
    });
    it('every named group of an expression is a field, and every field has one home', () => {
      for (const { stepId, expression, fields } of cog().steps) {
        const keys = fields.map(({ key }) => key);
        assert.deepEqual(
          (expression?.groups ?? []).filter((group) => !keys.includes(group)),
          [],
          stepId,
        );
        assert.equal(new Set(keys).size, keys.length, stepId);
      }
    });
    it('every step has sentences, and they mean that step', () => {
      const catalog = createCatalog(registry.entries);
      assert.deepEqual(
        Object.keys(sentences).sort(),
        cog()
          .steps.map(({ stepId }) => stepId)
          .sort(),
      );
      for (const [stepId, texts] of Object.entries(sentences)) {
        for (const text of texts) assert.equal(resolveSentence(catalog, text)?.definition.stepId, stepId, text);
      }
    });
    it('missing data, wrong types and unknown steps get an answer with words', async () => {
      for (const { stepId, fields } of cog().steps) {
        const odd = Object.fromEntries(fields.map(({ key }) => [key, [{ odd: null }]]));
        for (const data of [{}, odd]) {
          const { outcome, message } = await ask(stepId, data);
          assert.ok(outcome === 'Passed' || message !== '', `${stepId} ${JSON.stringify(data)}`);
        }
      }
      const { outcome, message } = await ask('NoSuchStep', {});
      assert.equal(outcome, 'Error');
      assert.match(message, /NoSuchStep/);
    });
  });
}

/** Sends requests without waiting, as a careless runner would, and gives the answers' messages in order. */
export function pipeline(port: number, stepIds: readonly string[]): Promise<readonly string[]> {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  const { path, serialize, deserialize } = cogProtocol.runSteps;
  const stream = client.makeBidiStreamRequest(path, serialize, deserialize, new Metadata({ waitForReady: true }), {});
  const messages: string[] = [];
  return new Promise((resolve, reject) => {
    stream.on('data', (message: Readonly<Record<string, unknown>>) =>
      messages.push(JSON.stringify(message['messageArgs'])),
    );
    stream.on('error', reject);
    stream.on('end', () => {
      client.close();
      resolve(messages);
    });
    for (const stepId of stepIds) stream.write({ step: { stepId } });
    stream.end();
  });
}
