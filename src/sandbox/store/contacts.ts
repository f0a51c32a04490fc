import type { Database } from './database';

export type ContactFields = Readonly<Record<string, unknown>>;
export interface Contact extends ContactFields {
  readonly id: number;
  readonly email: string;
}

/** The demonstration CRM's contacts, and the site's forms that have yet to become contacts. */
export interface Contacts {
  find(email: string | undefined): readonly Contact[];
  get(id: number): Contact | undefined;
  create(fields: ContactFields & { readonly email: string }, at: number): Contact | undefined;
  /** Changes the given fields only; `undefined` where there is no such contact. */
  update(id: number, fields: ContactFields, at: number): Contact | undefined;
  delete(id: number): boolean;
  /** Keeps a submitted form until it is due (Unix milliseconds). */
  submit(fields: ContactFields, dueAt: number): void;
  /** When the next form is due, in Unix milliseconds. */
  nextDue(): number | undefined;
  /** Turns due forms into contacts; the answer is how many. */
  takeDue(now: number): number;
}

interface ContactRow {
  readonly id: number;
  readonly email: string;
  readonly fields: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const toContact = ({ id, email, fields, createdAt, updatedAt }: ContactRow): Contact => ({
  ...(JSON.parse(fields) as ContactFields),
  id,
  email,
  createdAt: new Date(createdAt).toISOString(),
  updatedAt: new Date(updatedAt).toISOString(),
});

/** What a contact record holds besides the columns of its own. */
function custom(fields: ContactFields): ContactFields {
  return Object.fromEntries(
    Object.entries(fields).filter(([key]) => !['id', 'email', 'createdAt', 'updatedAt'].includes(key)),
  );
}

function takeDue(database: Database, contacts: Contacts, now: number): number {
  return database.transaction(() => {
    const due = database.all<{ id: number; fields: string }>(
      'SELECT id, fields FROM submissions WHERE dueAt <= ? ORDER BY id LIMIT 100',
      now,
    );
    for (const { id, fields } of due) {
      const form = JSON.parse(fields) as ContactFields & { readonly email: string };
      const known = contacts.find(form.email)[0];
      // Where a contact first came from stays, as in a real CRM.
      if (known) contacts.update(known.id, { ...form, leadSource: known['leadSource'] ?? form['leadSource'] }, now);
      else contacts.create(form, now);
      database.run('DELETE FROM submissions WHERE id = ?', id);
    }
    return due.length;
  });
}

export function createContacts(database: Database): Contacts {
  const rows = (where: string, ...parameters: readonly (string | number)[]): readonly Contact[] =>
    database
      .all<ContactRow>(`SELECT id, email, fields, createdAt, updatedAt FROM contacts ${where}`, ...parameters)
      .map(toContact);
  const contacts: Contacts = {
    find: (email) => (email === undefined ? rows('ORDER BY id LIMIT 100') : rows('WHERE email = ?', email)),
    get: (id) => rows('WHERE id = ?', id)[0],
    create: (fields, at) => {
      if (contacts.find(fields.email).length > 0) return undefined;
      const { id } = database.run(
        'INSERT INTO contacts (email, fields, createdAt, updatedAt) VALUES (?, ?, ?, ?)',
        fields.email,
        JSON.stringify(custom(fields)),
        at,
        at,
      );
      return contacts.get(id);
    },
    update: (id, fields, at) => {
      const old = contacts.get(id);
      if (!old) return undefined;
      const email = typeof fields['email'] === 'string' ? fields['email'] : old.email;
      database.run(
        'UPDATE contacts SET email = ?, fields = ?, updatedAt = ? WHERE id = ?',
        email,
        JSON.stringify(custom({ ...old, ...fields })),
        at,
        id,
      );
      return contacts.get(id);
    },
    delete: (id) => database.run('DELETE FROM contacts WHERE id = ?', id).changes > 0,
    submit: (fields, dueAt) =>
      void database.run('INSERT INTO submissions (dueAt, fields) VALUES (?, ?)', dueAt, JSON.stringify(fields)),
    nextDue: () => database.get<{ dueAt: number }>('SELECT dueAt FROM submissions ORDER BY dueAt LIMIT 1')?.dueAt,
    takeDue: (now) => takeDue(database, contacts, now),
  };
  return contacts;
}
