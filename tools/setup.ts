/** `npm run setup`: installs and says what there is. The installing itself was done by boot.mjs on the way here. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { reportFailure } from "./launch/problem.ts";
import { findPrograms } from "./pg/binaries.ts";
import { findChromium } from "./test-run/chromium.ts";

try {
  const programs = findPrograms();
  const version = spawnSync(join(programs.bin, "postgres"), ["--version"], {
    encoding: "utf8",
  }).stdout.trim();
  const how =
    programs.owner === undefined
      ? ""
      : programs.prefix.length > 0
        ? "（root：在用户命名空间中运行）"
        : `（root：以 uid ${programs.owner} 运行）`;
  console.log(`✓ 依赖已安装
  Node.js      ${process.version}  ${process.execPath}
  PostgreSQL   ${version.replace(/^.* /, "")}${how}
  Chromium     ${findChromium() ?? "未找到（只有 npm test 需要）"}

下一步：npm start 启动商城，npm test 运行测试。`);
} catch (error) {
  process.exitCode = reportFailure(error);
}
