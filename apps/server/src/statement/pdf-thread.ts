/** Entry of the thread that draws one statement and ends. */
import { parentPort, workerData } from "node:worker_threads";
import type { StatementContent } from "./content.ts";
import { drawStatement, type PaperLines } from "./pdf.ts";

const { content, lines } = workerData as { content: StatementContent; lines: PaperLines };
parentPort?.postMessage(await drawStatement(content, lines));
