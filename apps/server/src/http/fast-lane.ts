/**
 * Ready bytes, answered before Fastify and oRPC see the request: pages that are the same for everybody, and pages that are the same
 * for every promoter of one tier. Keyed by URL and tier, dropped as a whole when the catalogue, a coupon, a setting or the plan
 * changes (versions.ts), so nothing is ever a second staler than an edit. Who asks is learnt from the session, never from the client's word.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Versions } from "../setting/versions.ts";
import type { Viewers } from "./viewers.ts";

const COMMON = /^\/api\/v1\/(?:categories|shop|regions)(?:\?[^#]{0,300})?$/;
/**
 * These carry what goods are worth to who asks. Searches are answered anew: there are too many, and each is counted; %71 is a q that the
 * router reads as one.
 */
const BY_TIER =
  /^\/api\/v1\/(?:home|pages\/(?:home|[0-9]+)|products(?:\/[0-9]+)?)(?:\?(?![^#]*(?:\bq|%71)=)[^#]{0,300})?$/;
const MAX_ENTRIES = 5_000;
const MAX_BYTES = 1024 * 1024;
/** Any query makes a key of its own, so what all of them hold together is bounded too. */
const MAX_TOTAL_BYTES = 64 * 1024 * 1024;
/** Sales counts move without an edit; the small live call is exact, a list may be this old. */
const MAX_AGE_MS = 30_000;

export interface FastLane {
  /** Answers from memory, or hands on to `otherwise`. */
  serve(request: IncomingMessage, response: ServerResponse, otherwise: () => void): void;
  /** Watches an answer on its way out and keeps it for the next asker. */
  learn(request: IncomingMessage, response: ServerResponse): void;
}

/** For whom an answer was made, as its handler says. An answer by tier that nobody vouches for is not kept. */
const madeFor = new WeakMap<ServerResponse, string | null>();

/** @param tier id of the tier whose figures the answer carries; null: nobody's, the same for all others */
export function vouchFor(response: ServerResponse, tier: string | null): void {
  madeFor.set(response, tier);
}

export function createFastLane(versions: Versions, viewers: Viewers): FastLane {
  const ready = createReady(versions);
  const answer = (response: ServerResponse, bytes: Buffer) => {
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": bytes.length,
      "cache-control": "no-store",
      vary: "authorization",
      "x-business-time": String(versions.businessNowMs()),
      "x-content-type-options": "nosniff",
    });
    response.end(bytes);
  };
  return {
    serve(request, response, otherwise) {
      const { url } = request;
      if (request.method !== "GET" || url === undefined) return otherwise();
      const from = (tier: string | null) => {
        const bytes = ready.find(url, tier);
        if (bytes === null) otherwise();
        else answer(response, bytes);
      };
      if (request.headers.authorization === undefined || !BY_TIER.test(url)) return from(null);
      const known = viewers.known(request);
      if (known !== undefined) return from(known);
      // Whoever cannot be made out here is made out, or refused, further on.
      viewers.find(request).then(from, otherwise);
    },
    learn(request, response) {
      const { url } = request;
      if (request.method !== "GET" || url === undefined) return;
      const common = COMMON.test(url);
      if (!common && !BY_TIER.test(url)) return;
      const keep = ready.expect();
      watch(response, (body) => {
        const tier = common ? null : madeFor.get(response);
        if (response.statusCode === 200 && tier !== undefined) keep(url, tier, body);
      });
    },
  };
}

/** The bytes themselves, bounded in number, size and age. */
function createReady(versions: Versions) {
  const ready = new Map<string, { bytes: Buffer; until: number }>();
  let total = 0;
  // An answer computed before a drop must not be kept after it.
  let generation = 0;
  const forget = () => {
    ready.clear();
    total = 0;
  };
  for (const topic of ["catalog", "setting", "coupon", "plan", "page"] as const) {
    versions.onChange(topic, () => {
      generation += 1;
      forget();
    });
  }
  const keyOf = (url: string, tier: string | null) => (tier === null ? url : `${tier} ${url}`);
  return {
    find(url: string, tier: string | null): Buffer | null {
      const entry = versions.fresh() ? ready.get(keyOf(url, tier)) : undefined;
      return entry === undefined || entry.until < performance.now() ? null : entry.bytes;
    },
    /** To be called before an answer is computed; what it gives back keeps the answer, unless something changed meanwhile. */
    expect() {
      const born = generation;
      return (url: string, tier: string | null, bytes: Buffer) => {
        if (born !== generation || bytes.length === 0 || bytes.length > MAX_BYTES) return;
        if (ready.size >= MAX_ENTRIES || total + bytes.length > MAX_TOTAL_BYTES) forget();
        const key = keyOf(url, tier);
        total += bytes.length - (ready.get(key)?.bytes.length ?? 0);
        ready.set(key, { bytes, until: performance.now() + MAX_AGE_MS });
      };
    },
  };
}

/** Gathers the body of an answer on its way out. */
function watch(response: ServerResponse, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const gather = (chunk: unknown) => {
    if (typeof chunk === "string" || chunk instanceof Uint8Array)
      chunks.push(Buffer.from(chunk as Uint8Array));
  };
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  response.write = ((...args: Parameters<typeof write>) => {
    gather(args[0]);
    return write(...args);
  }) as typeof response.write;
  response.end = ((...args: Parameters<typeof end>) => {
    gather(args[0]);
    done(Buffer.concat(chunks));
    return end(...args);
  }) as typeof response.end;
}
