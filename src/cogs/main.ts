import type { CogSpec } from './kit/cog';
import { serveCog } from './kit/serve';

/** Each is loaded only when it is the one that is asked for. */
const cogs: Readonly<Record<string, () => Promise<void>>> = {
  text: async () => serve((await import('./text/text-cog')).textCog),
  web: async () => serve((await import('./web/web-cog')).webCog),
  crm: async () => serve((await import('./crm/crm-cog')).crmCog),
  dns: async () => serve((await import('./dns/dns-cog')).dnsCog),
};

const serve = <State>(cog: CogSpec<State>): void => serveCog(cog);

const start = cogs[process.argv[2] ?? ''];
if (start) {
  void start();
} else {
  process.stderr.write(`Say which cog to serve: ${Object.keys(cogs).join(', ')}.\n`);
  process.exitCode = 2;
}
