/** Entry of the thread that reads an index of products and hands it over. */
import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "../db/database.ts";
import type { Ordered, Told } from "./aside.ts";
import { buffersOf, partsOf } from "./hand-over.ts";
import { readShelf } from "./kept.ts";

const { url, named } = workerData as Ordered;
const port = parentPort;
if (port === null) throw new Error("this is not a thread");
const tell = (told: Told, buffers: ArrayBuffer[] = []) => port.postMessage(told, buffers);

const database = openDatabase({ url, maxConnections: 1 });
const read = await readShelf(database.query, named, { took: (taken) => tell({ kind: "taken", taken }) });
await database.close();
const { shelf, ...rest } = read;
for (const part of partsOf(shelf)) {
  tell(part, buffersOf(part));
  await once(port, "message");
}
tell({ kind: "end", ...rest });
port.close();
