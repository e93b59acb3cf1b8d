/** The API as somebody calls it: every route of the contract as a typed function over real HTTP. */
import { type Contract, contract, type Envelope } from "@banyan/contract";

type SchemaTypes<S> = S extends { "~standard": { types?: infer T } } ? NonNullable<T> : never;
type InputOf<S> = SchemaTypes<S> extends { input: infer I } ? I : never;
type OutputOf<S> = SchemaTypes<S> extends { output: infer O } ? O : never;
type Call<P> = P extends { "~orpc": { inputSchema?: infer I; outputSchema?: infer O } }
  ? unknown extends InputOf<I>
    ? () => Promise<OutputOf<O>>
    : (input: InputOf<I>) => Promise<OutputOf<O>>
  : never;

/** `api.order.submit({…})` resolves with the body, or rejects with ApiRefusal. */
export type Api<T = Contract> = {
  [K in keyof T]: T[K] extends { "~orpc": unknown } ? Call<T[K]> : Api<T[K]>;
};

/** A failure as its envelope tells it. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  readonly data: unknown;

  constructor(route: string, status: number, body: Envelope) {
    super(`${route}: ${status} ${body.code} ${body.message}${body.field ? ` (${body.field})` : ""}`);
    this.status = status;
    this.code = body.code;
    this.field = body.field;
    this.data = body.data;
  }
}

/** "ok" with the body, or the word of the refusal with null. Anything that is no refusal still rejects. */
export async function outcomeOf<T>(answer: Promise<T>): Promise<{ word: string; body: T | null }> {
  try {
    return { word: "ok", body: await answer };
  } catch (error) {
    if (error instanceof ApiRefusal) return { word: error.code, body: null };
    throw error;
  }
}

/** The word alone. */
export async function wordOf(answer: Promise<unknown>): Promise<string> {
  return (await outcomeOf(answer)).word;
}

/** How often each word came. */
export async function tally(answers: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of await Promise.all(answers.map(wordOf))) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** One request that was answered. */
export interface Exchange {
  method: string;
  path: string;
  sent: unknown;
  status: number;
  body: unknown;
}

export interface Route {
  /** "order.submit", "console.order.ship" */
  name: string;
  method: string;
  /** "/orders/{no}" */
  path: string;
}

interface Procedure {
  "~orpc": { route: { method?: string; path?: string } };
}
const isProcedure = (node: object): node is Procedure => "~orpc" in node;

/** Every route of the contract. */
export function allRoutes(node: object = contract, path: readonly string[] = []): Route[] {
  if (isProcedure(node)) {
    const { route } = node["~orpc"];
    return [{ name: path.join("."), method: route.method ?? "POST", path: route.path ?? "" }];
  }
  return Object.entries(node).flatMap(([key, child]) => allRoutes(child as object, [...path, key]));
}

/** @param send does the request; inputs are spread over path, query and body as the contract says */
export function createApi(
  send: (route: Route, path: string, body: unknown) => Promise<{ status: number; body: unknown }>,
): Api {
  const build = (node: object, path: readonly string[]): unknown => {
    if (!isProcedure(node)) {
      return Object.fromEntries(
        Object.entries(node).map(([key, child]) => [key, build(child as object, [...path, key])]),
      );
    }
    const [route] = allRoutes(node, path);
    if (!route) throw new Error(`${path.join(".")} is no route`);
    return async (input: Record<string, unknown> = {}) => {
      const place = placeInput(route, input);
      const answer = await send(route, place.path, place.body);
      if (answer.status >= 400) throw new ApiRefusal(route.name, answer.status, answer.body as Envelope);
      return answer.body;
    };
  };
  return build(contract, []) as Api;
}

/** Path parameters into the path, the rest into the query of a GET or DELETE, else into the body. */
export function placeInput(
  route: Route,
  input: Record<string, unknown>,
): { path: string; body: Record<string, unknown> | FormData | undefined } {
  const rest = { ...input };
  const path = route.path.replace(/\{(\w+)\}/g, (_all, key: string) => {
    const value = String(rest[key]);
    delete rest[key];
    return encodeURIComponent(value);
  });
  if (route.method === "GET" || route.method === "DELETE") {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(rest)) if (value !== undefined) query.set(key, String(value));
    return { path: query.size > 0 ? `${path}?${query}` : path, body: undefined };
  }
  if (rest["file"] instanceof Blob) {
    const form = new FormData();
    form.set("file", rest["file"]);
    return { path, body: form };
  }
  return { path, body: rest };
}
