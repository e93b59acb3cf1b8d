/** The other side of load.ts: asks, counts the right answers, says how long it took. Arguments: url, amount, bytes of a right answer. */
import { Agent, get } from "node:http";

const CONNECTIONS = 32;
const [url = "", amount = "0", bytes = "0"] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
let left = Number(amount);
let right = 0;

const ask = () =>
  new Promise<void>((resolve, reject) => {
    get(url, { agent }, (response) => {
      let length = 0;
      response.on("data", (chunk: Buffer) => {
        length += chunk.length;
      });
      response.on("end", () => {
        if (response.statusCode === 200 && length === Number(bytes)) right += 1;
        resolve();
      });
    }).on("error", reject);
  });
const connection = async () => {
  while (left > 0) {
    left -= 1;
    await ask();
  }
};

const began = performance.now();
await Promise.all(Array.from({ length: CONNECTIONS }, connection));
process.stdout.write(JSON.stringify({ right, ms: performance.now() - began }));
agent.destroy();
