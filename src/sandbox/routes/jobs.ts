import { Hono } from 'hono';
import type { JobReceiptPayload } from '../../wire/payload';
import { readBody } from '../request/body';
import { changeBy, type SandboxEnv, type SandboxWorld } from '../request/context';
import { badRequest, Fault, notFound } from '../kit/fault';
import { readScenario } from '../request/scenario-body';

/** How long a job is Processing at least, so that whoever waits for it sees that it takes time. Milliseconds. */
const processingTime = 1_000;

/** Creating a scenario in the background, and the job that does it. */
export function jobRoutes({ store, clock, changed, dropDefinitionTokens }: SandboxWorld): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes
    .post('/asyncScenario', async (context) => {
      const body = await readBody(context);
      try {
        const { definition } = readScenario(body, {
          store,
          organization: context.get('organization').id,
          dropDefinitionTokens,
        });
        if (definition?.steps.length === 0) throw badRequest('`definition` has no steps.');
      } catch (error) {
        // Here the reference knows 400 where it knows 422 for a scenario that is made at once.
        throw error instanceof Fault ? badRequest(error.message) : error;
      }
      const receipt: JobReceiptPayload = {
        jobId: store.jobs.create(body, clock.now() + processingTime, changeBy(context, clock)),
      };
      changed('jobs');
      return context.json(receipt);
    })
    .get('/job/:jobId', (context) => {
      const job = store.jobs.get(context.get('organization').id, context.req.param('jobId'));
      if (!job) throw notFound('job');
      return context.json(job);
    });
  return routes;
}
