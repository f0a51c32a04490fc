import { Hono } from 'hono';
import type { Clock } from '../../base/clock';
import { isRecord } from '../../base/json';
import { Fault, badRequest } from '../kit/fault';
import type { Contact, Contacts } from '../store/contacts';

export interface CrmOptions {
  readonly contacts: Contacts;
  readonly apiKey: () => string;
  readonly clock: Clock;
}

async function readContact(request: { text(): Promise<string> }): Promise<Readonly<Record<string, unknown>>> {
  try {
    const value: unknown = JSON.parse(await request.text());
    if (isRecord(value)) return value;
  } catch {
    // Said below: no JSON and the wrong JSON are one mistake.
  }
  throw badRequest('A contact has to be a JSON object.');
}

function known(contact: Contact | undefined): Contact {
  if (!contact) throw new Fault(404, 'NotFound', 'There is no contact of that id.');
  return contact;
}

const isAddress = (value: unknown): value is string => typeof value === 'string' && /^\S+@\S+$/.test(value);

/** The demonstration CRM: contacts over REST, with an API key. */
export function createCrmApp({ contacts, apiKey, clock }: CrmOptions): Hono {
  const crm = new Hono();
  crm.use('*', async (context, next) => {
    if (context.req.header('authorization') !== `Bearer ${apiKey()}`)
      throw new Fault(401, 'Unauthorized', 'The CRM does not know this API key.');
    await next();
  });
  crm.get('/me', (context) => context.json({ name: 'Acme CRM' }));
  crm.get('/contacts', (context) => context.json(contacts.find(context.req.query('email'))));
  crm.post('/contacts', async (context) => {
    const fields = await readContact(context.req);
    const email = fields['email'];
    if (!isAddress(email)) throw badRequest('A contact needs an `email`.');
    const made = contacts.create({ ...fields, email }, clock.now());
    if (!made) throw new Fault(409, 'Conflict', `A contact with the address ${email} exists.`);
    return context.json(made, 201);
  });
  crm.get('/contacts/:id', (context) => context.json(known(contacts.get(Number(context.req.param('id')) || 0))));
  crm.patch('/contacts/:id', async (context) => {
    const fields = await readContact(context.req);
    const { id } = known(contacts.get(Number(context.req.param('id')) || 0));
    const { email } = fields;
    if (email !== undefined && !isAddress(email)) throw badRequest('`email` has to be an address.');
    if (isAddress(email) && contacts.find(email).some((other) => other.id !== id))
      throw new Fault(409, 'Conflict', `Another contact has the address ${email}.`);
    return context.json(known(contacts.update(id, fields, clock.now())));
  });
  crm.delete('/contacts/:id', (context) => {
    contacts.delete(known(contacts.get(Number(context.req.param('id')) || 0)).id);
    return context.body(null, 204);
  });
  return crm;
}
