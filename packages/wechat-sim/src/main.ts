import { parseArgs } from "node:util";
import { startSimulator } from "./simulator.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    port: { type: "string", default: "0" },
    host: { type: "string", default: "127.0.0.1" },
    "time-scale": { type: "string", default: "1" },
  },
});

const port = Number(values.port);
const timeScale = Number(values["time-scale"]);
if (values.data === undefined || !Number.isInteger(port) || !(timeScale > 0)) {
  process.stderr.write("usage: main.ts --data DIR [--port N] [--host ADDRESS] [--time-scale N]\n");
  process.exit(2);
}

const simulator = await startSimulator({
  dataDir: values.data,
  port,
  host: values.host,
  timeScale,
  log: (line) => process.stderr.write(`wechat-sim: ${line}\n`),
});

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void simulator.close().then(() => process.exit(0));
  });
}

process.stdout.write(`${JSON.stringify({ ready: true, port: simulator.port })}\n`);
