/** Production entry: `node main.ts --role http|worker`. It never imports the simulator. */
import { run } from "./run.ts";

await run(process.argv);
