import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Size {
  readonly folders: number;
  readonly scenarios: number;
}

/** The API of an organization of any size, each scenario run before; counts what it is asked for. */
export class LargeOrganization {
  readonly asked = { lists: 0, mostRecent: 0, other: 0 };
  /** The most requests that were being answered at once. */
  mostAtOnce = 0;
  /** Requests of all kinds. */
  requests = 0;
  readonly #changed = new Map<number, object>();
  readonly #server: Server;
  #going = 0;

  private constructor(private readonly size: Size) {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#going += 1;
    this.requests += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#going);
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (request.method === 'PATCH')
      this.#change(
        Number(url.pathname.split('/').at(-1)),
        JSON.parse((await request.setEncoding('utf8').toArray()).join('')) as object,
      );
    const body = JSON.stringify(this.#answer(url));
    // An answer takes a while, as one over a network does.
    setTimeout(() => {
      this.#going -= 1;
      response.writeHead(200, { 'content-type': 'application/json', 'x-stack-moxie-sandbox': 'bench' }).end(body);
    }, 5);
  }

  #change(id: number, changes: object): void {
    this.#changed.set(id, { ...this.#changed.get(id), ...changes });
  }

  static async open(size: Size): Promise<LargeOrganization> {
    const organization = new LargeOrganization(size);
    await new Promise<void>((resolve) => organization.#server.listen(0, '127.0.0.1', resolve));
    return organization;
  }

  get address(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}/api`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(url: URL): unknown {
    const path = url.pathname.replace(/^\/api\/v1\/organizations\/[^/]+/, '');
    const [skip, limit] = [Number(url.searchParams.get('skip') ?? 0), Number(url.searchParams.get('limit') ?? 30)];
    const page = <T>(count: number, make: (id: number) => T): readonly T[] =>
      Array.from({ length: Math.max(0, Math.min(limit, count - skip)) }, (_, index) => make(skip + index + 1));
    this.#count(path);
    if (path === '/folders') return page(this.size.folders, (id) => ({ id, name: `Folder ${String(id)}` }));
    if (path === '/scenarios') return page(this.size.scenarios, (id) => this.#scenario(id));
    if (path.endsWith('/mostRecentRun'))
      return {
        id: Number(path.split('/')[2]) * 10,
        outcome: 'Passed',
        duration: 1_000,
        createdAt: Date.now() - 3_600_000,
      };
    const [, one] = /^\/scenarios\/(\d+)$/.exec(path) ?? [];
    return one === undefined ? [] : this.#scenario(Number(one));
  }

  #count(path: string): void {
    if (path === '/folders' || path === '/scenarios') this.asked.lists += 1;
    else if (path.endsWith('/mostRecentRun')) this.asked.mostRecent += 1;
    else this.asked.other += 1;
  }

  #scenario(id: number): unknown {
    const steps = Array.from({ length: 8 }, (_, index) => ({
      cog: 'sandbox/web',
      stepId: 'NavigateToPage',
      name: `Given I navigate to page ${String(index)}`,
      data: { webPageUrl: 'http://x' },
    }));
    return {
      id,
      name: `Scenario ${String(id)} of a large organization`,
      description: 'Proves something',
      definition: { steps },
      feature: (id % this.size.folders) + 1,
      ...this.#changed.get(id),
    };
  }
}
