/**
 * Ready bytes for pages that are the same for everybody: answered before Fastify and oRPC see the request. Keyed by URL, dropped as
 * a whole when the catalogue, a coupon or a setting changes (versions.ts), so nothing is staler than one poll.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Versions } from "../setting/versions.ts";

const CACHEABLE = /^\/api\/v1\/(?:home|categories|shop|regions|products(?:\/[0-9]+)?)(?:\?[^#]{0,300})?$/;
const MAX_ENTRIES = 5_000;
const MAX_BYTES = 1024 * 1024;
/** Any query makes a key of its own, so what all of them hold together is bounded too. */
const MAX_TOTAL_BYTES = 64 * 1024 * 1024;
/** Sales counts move without an edit; the small live call is exact, a list may be this old. */
const MAX_AGE_MS = 30_000;

export interface FastLane {
  /** Answers from memory; false when it cannot. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
  /** Watches an answer on its way out and keeps it for the next asker. */
  learn(request: IncomingMessage, response: ServerResponse): void;
}

export function createFastLane(versions: Versions): FastLane {
  const ready = new Map<string, { bytes: Buffer; until: number }>();
  let total = 0;
  // An answer computed before a drop must not be kept after it.
  let generation = 0;
  const forget = () => {
    ready.clear();
    total = 0;
  };
  const remember = (url: string, bytes: Buffer) => {
    if (ready.size >= MAX_ENTRIES || total + bytes.length > MAX_TOTAL_BYTES) forget();
    total += bytes.length - (ready.get(url)?.bytes.length ?? 0);
    ready.set(url, { bytes, until: performance.now() + MAX_AGE_MS });
  };
  for (const topic of ["catalog", "setting", "coupon"] as const) {
    versions.onChange(topic, () => {
      generation += 1;
      forget();
    });
  }
  return {
    serve(request, response) {
      if (request.method !== "GET" || request.url === undefined) return false;
      const entry = ready.get(request.url);
      if (!entry || entry.until < performance.now()) return false;
      const { bytes } = entry;
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": bytes.length,
        "cache-control": "no-store",
        "x-business-time": String(versions.businessNowMs()),
        "x-content-type-options": "nosniff",
      });
      response.end(bytes);
      return true;
    },
    learn(request, response) {
      const url = request.url;
      if (request.method !== "GET" || url === undefined || !CACHEABLE.test(url)) return;
      const born = generation;
      const chunks: Buffer[] = [];
      const keep = (chunk: unknown) => {
        if (typeof chunk === "string" || chunk instanceof Uint8Array)
          chunks.push(Buffer.from(chunk as Uint8Array));
      };
      const write = response.write.bind(response);
      const end = response.end.bind(response);
      response.write = ((...args: Parameters<typeof write>) => {
        keep(args[0]);
        return write(...args);
      }) as typeof response.write;
      response.end = ((...args: Parameters<typeof end>) => {
        keep(args[0]);
        const body = Buffer.concat(chunks);
        if (
          response.statusCode === 200 &&
          born === generation &&
          body.length > 0 &&
          body.length <= MAX_BYTES
        ) {
          remember(url, body);
        }
        return end(...args);
      }) as typeof response.end;
    },
  };
}
