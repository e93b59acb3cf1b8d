/** Who looks at a page, as far as its bytes differ: the tier of an active promoter. By session and standing, both cached. */
import type { IncomingMessage } from "node:http";
import type { Services } from "../services.ts";
import { findCustomer, knownCustomer, tokenHashOf } from "../session/session.ts";

export interface Viewers {
  /** Without asking; undefined: not known. null: a visitor, a customer, a promoter who earns nothing now. */
  known(request: IncomingMessage): string | null | undefined;
  /** At most two statements. */
  find(request: IncomingMessage): Promise<string | null>;
}

export function createViewers({ database, standings }: Pick<Services, "database" | "standings">): Viewers {
  return {
    known(request) {
      const hash = tokenHashOf({ request });
      if (hash === null) return null;
      const customer = knownCustomer(hash);
      return customer ? standings.known(customer.id) : customer;
    },
    async find(request) {
      const hash = tokenHashOf({ request });
      if (hash === null) return null;
      const known = knownCustomer(hash);
      const customer = known === undefined ? await findCustomer(database.query, hash) : known;
      return customer && standings.tierOf(customer.id);
    },
  };
}
