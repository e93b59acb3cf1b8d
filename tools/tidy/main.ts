/** `node tools/tidy/main.ts`: prints every offence and fails when there is one. `--update` only lowers the ratchet. */
import { ROOT } from "../launch/paths.ts";
import { describeOffence, lowerRatchet, tidy } from "./tidy.ts";

if (process.argv.includes("--update")) lowerRatchet(ROOT);
const offences = tidy(ROOT);
for (const offence of offences) console.log(describeOffence(offence));
console.log(offences.length === 0 ? "tidy：没有违反房规" : `tidy：${offences.length} 处违反房规`);
process.exitCode = offences.length === 0 ? 0 : 1;
