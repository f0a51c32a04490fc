import { Hono } from 'hono';
import type { SandboxEnv, SandboxWorld } from '../request/context';

/** What the cogs say of themselves. */
export function registryRoutes({ registry }: SandboxWorld): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.get('/registry', async (context) => context.json(await registry()));
  return routes;
}
