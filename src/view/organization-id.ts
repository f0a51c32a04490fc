const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** Finds an organization's UUID in what a user pastes: the UUID itself, or a web address that holds it. */
export function organizationIdIn(text: string): string | undefined {
  return uuid.exec(text)?.[0].toLowerCase();
}
