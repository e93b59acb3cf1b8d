/** The one-time link by which a shop without people gets its first owner. */
import { openDatabase } from "@banyan/server/db/database.ts";
import { createOwnerLink } from "@banyan/server/staff/invite.ts";

/** @returns null when the shop has an owner; a link made by an earlier start stays good beside this one */
export async function ownerLink(databaseUrl: string, publicUrl: string): Promise<string | null> {
  const database = openDatabase({ url: databaseUrl, maxConnections: 1 });
  try {
    return (await createOwnerLink(database, publicUrl))?.url ?? null;
  } finally {
    await database.close();
  }
}
