/** The demo's entry: the product's own process, with the simulator in WeChat's place. `node main.ts --role http|worker`. */
import { run } from "@banyan/server/run.ts";
import { demoRoutes } from "./routes.ts";

const simulatorUrl = process.env["BANYAN_SIMULATOR_URL"];
if (!simulatorUrl) throw new Error("environment variable BANYAN_SIMULATOR_URL is missing");

await run(process.argv, { simulatorUrl }, [demoRoutes(simulatorUrl)]);
