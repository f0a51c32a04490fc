import { isRecord } from '../../base/json';
import type { Connection } from '../kit/cog';

const timeoutMs = 20_000;

export type Contact = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The CRM's REST API. Its methods throw errors for people to read. */
export class CrmClient {
  readonly #base: URL;
  readonly #apiKey: string;

  /** Throws where a connection detail is missing or is no address. */
  constructor({ instanceUrl, apiKey }: Connection) {
    if (!instanceUrl || !apiKey)
      throw new Error('The connection to the CRM lacks instanceUrl or apiKey. Complete it and run the scenario again.');
    if (!URL.canParse(instanceUrl))
      throw new Error(
        'The instanceUrl of the CRM connection is no address. Correct it, for example to http://127.0.0.1:4180.',
      );
    this.#base = new URL(instanceUrl.endsWith('/') ? instanceUrl : `${instanceUrl}/`);
    this.#apiKey = apiKey;
  }

  /** All contacts with this email address. */
  async find(email: string): Promise<readonly Contact[]> {
    const { body } = await this.#request('GET', `crm/contacts?email=${encodeURIComponent(email)}`);
    return Array.isArray(body) ? body.filter(isRecord) : [];
  }

  /** Creates a contact, or changes the one with the same address. */
  async save(contact: Contact): Promise<{ readonly contact: Contact; readonly created: boolean }> {
    const [existing] = await this.find(String(contact['email']));
    if (existing) return { contact: await this.#change(existing, contact), created: false };
    const answer = await this.#request('POST', 'crm/contacts', contact, [409]);
    if (answer.status !== 409) return { contact: toContact(answer), created: true };
    // Somebody else was faster: then it is there to be changed.
    const [rival] = await this.find(String(contact['email']));
    if (!rival)
      throw new Error(
        `The CRM refuses the contact ${String(contact['email'])} as a duplicate, and does not show it. Check it in the CRM.`,
      );
    return { contact: await this.#change(rival, contact), created: false };
  }

  async delete(contact: Contact): Promise<void> {
    await this.#request('DELETE', `crm/contacts/${encodeURIComponent(String(contact['id']))}`, undefined, [404]);
  }

  async #change(existing: Contact, changes: Contact): Promise<Contact> {
    return toContact(
      await this.#request('PATCH', `crm/contacts/${encodeURIComponent(String(existing['id']))}`, changes),
    );
  }

  async #request(method: string, path: string, body?: Contact, expected: readonly number[] = []): Promise<Answer> {
    const response = await this.#send(method, path, body);
    const text = await response.text();
    if (response.ok || expected.includes(response.status)) return { status: response.status, body: parseJson(text) };
    if (response.status === 401) throw new Error('The CRM refused the API key. Check the apiKey of the connection.');
    throw new Error(`The CRM answered with status ${response.status}: ${text.slice(0, 300)}`);
  }

  async #send(method: string, path: string, body: Contact | undefined): Promise<Response> {
    try {
      return await fetch(new URL(path, this.#base), {
        method,
        headers: { authorization: `Bearer ${this.#apiKey}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new Error(
        `The CRM at ${this.#base.origin} cannot be reached (${reason}). Check the instanceUrl of the connection, and that the CRM runs.`,
        { cause: error },
      );
    }
  }
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error('What answers at the instanceUrl of the connection is not the CRM. Check the address.', {
      cause: error,
    });
  }
}

function toContact({ body }: Answer): Contact {
  if (!isRecord(body)) throw new Error('The CRM did not show the contact that it saved. Check it in the CRM.');
  return body;
}
