/** What every route handler gets: who asks, and the services of this process. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { contract } from "@banyan/contract";
import { implement } from "@orpc/server";
import type { Services } from "../services.ts";
import { type CustomerActor, tokenHashOf } from "../session/session.ts";
import type { StaffActor } from "../staff/session.ts";
import { refuse } from "./refusal.ts";

export interface Context {
  services: Services;
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
  ip: string;
  /** Set by the guard before the handler runs; null on public routes without a token. */
  customer: CustomerActor | null;
  staff: StaffActor | null;
}

/** The contract waiting for its handlers. */
export const api = implement(contract).$context<Context>();

/** The signed-in customer. The guard has already refused everybody else, so a miss is a fault in the guard's table. */
export function customerOf(context: Context): CustomerActor {
  return context.customer ?? refuse("not_signed_in");
}

/** Hash of the token that the customer came with, for the statement that proves it anew. */
export function sessionOf(context: Context): string {
  return tokenHashOf(context) ?? refuse("not_signed_in");
}

/** The signed-in staff member. */
export function staffOf(context: Context): StaffActor {
  return context.staff ?? refuse("not_signed_in");
}
