/**
 * A shop that stops between any two steps to the outside: statements of the product's pools and calls to WeChat are counted, and at the
 * wanted one the connection breaks or the call is lost, before or after it was done. Only the tests' own connections are left alone.
 */
import { once } from "node:events";
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import type { Socket } from "node:net";
import pg from "pg";
import type { Shop } from "./shop.ts";

export interface Harm {
  /** How many steps pass before it happens. */
  after: number;
  /** Whether the statement or call was carried out, and only its answer is lost. */
  done: boolean;
  /** Everything else of the process dies with it, error handlers included; else only this connection or call. */
  death: boolean;
}

export interface Crash {
  /** Steps since the last harm was set. */
  readonly steps: number;
  /** What was struck, once it was: "COMMIT", "POST /v3/…". */
  readonly struck: string | null;
  /** null: only counts. */
  set(harm: Harm | null): void;
  /** The process is started again. */
  revive(): void;
  /** Callbacks of WeChat arrive only inside, one after the other. */
  deliver(pump: () => Promise<void>): Promise<void>;
  remove(): void;
}

type Query = (this: pg.Client, ...words: unknown[]) => Promise<unknown>;
type Client = pg.Client & {
  connectionParameters: { options?: string };
  connection: { stream: Socket };
};

class Struck extends Error {}

/** What is not the life's own: caches look for changes on a timer. */
const NOISE = "page_version";

interface State {
  steps: number;
  harm: Harm | null;
  dead: boolean;
  struck: string | null;
}

export function installCrash(shop: Shop): Crash {
  const state: State = { steps: 0, harm: null, dead: false, struck: null };
  const gate = createGate();
  const unhook = [hookStatements(state), hookCallbacks(shop, gate), hookCalls(state, shop)];
  return {
    get steps() {
      return state.steps;
    },
    get struck() {
      return state.struck;
    },
    set: (harm) => Object.assign(state, { harm, steps: 0, struck: null, dead: false }),
    revive: () => {
      state.dead = false;
    },
    deliver: gate.during,
    remove: () => {
      gate.open();
      for (const undo of unhook) undo();
    },
  };
}

/** Whether this step is the one; the next may not be struck again before another harm is set. */
function isStruck(state: State, what: string): Harm | null {
  if (state.dead) throw new Struck("the process is dead");
  state.steps += 1;
  const { harm } = state;
  if (harm === null || state.steps <= harm.after) return null;
  Object.assign(state, { harm: null, dead: harm.death, struck: what });
  return harm;
}

function hookStatements(state: State): () => void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  prototype.query = async function (this: pg.Client, ...words: unknown[]): Promise<unknown> {
    const client = this as Client;
    const [first] = words as [string | { text: string }];
    const text = typeof first === "string" ? first : first.text;
    const ours = client.connectionParameters.options?.includes("role=banyan_app") === true;
    if (!ours || text.includes(NOISE)) return original.apply(this, words);
    // Until the pool has seen it: who comes next gets another connection, as after a restart.
    const cut = async () => {
      const { stream } = client.connection;
      if (stream.closed) return;
      const closed = once(stream, "close");
      stream.destroy();
      await closed;
    };
    let harm: Harm | null;
    try {
      harm = isStruck(state, text.trim().slice(0, 60));
    } catch (error) {
      await cut();
      throw error;
    }
    if (harm === null) return original.apply(this, words);
    if (harm.done) await original.apply(this, words).catch(() => undefined);
    await cut();
    throw new Struck("connection lost");
  };
  return () => {
    prototype.query = original;
  };
}

function hookCallbacks(shop: Shop, gate: Gate): () => void {
  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.startsWith(`${shop.url}/webhooks`)) return gate.pass(() => original(input, init));
    return original(input, init);
  };
  return () => {
    globalThis.fetch = original;
  };
}

/** The product's own calls to WeChat. */
function hookCalls(state: State, shop: Shop): () => void {
  const client = http as { request: (url: URL, options: RequestOptions, heard: Heard) => ClientRequest };
  const original = client.request;
  client.request = (url, options, heard) => {
    if (!url.href.startsWith(shop.simulator.url)) return original(url, options, heard);
    const harm = isStruck(state, `${options.method} ${url.pathname}`);
    if (harm === null) return original(url, options, heard);
    const lost = Object.assign(new Error("lost"), { code: "ECONNRESET" });
    const outgoing = original(url, options, (incoming) => {
      incoming.resume().once("end", () => outgoing.emit("error", lost));
    });
    if (!harm.done) outgoing.destroy(lost);
    return outgoing;
  };
  return () => {
    client.request = original;
  };
}
type Heard = (incoming: IncomingMessage) => void;

interface Gate {
  /** Waits until the gate is open and nobody else is inside. */
  pass<T>(work: () => Promise<T>): Promise<T>;
  during(work: () => Promise<void>): Promise<void>;
  /** For good. */
  open(): void;
}

function createGate(): Gate {
  let open = Promise.withResolvers<void>();
  let line: Promise<unknown> = Promise.resolve();
  return {
    pass: (work) => {
      const mine = line.then(async () => {
        await open.promise;
        return work();
      });
      line = mine.catch(() => undefined);
      return mine;
    },
    during: async (work) => {
      open.resolve();
      try {
        await work();
      } finally {
        open = Promise.withResolvers<void>();
      }
    },
    open: () => open.resolve(),
  };
}
