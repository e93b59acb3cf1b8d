/** The house is tidy, and every rule catches an offence planted for it. */
import { ROOT } from "@banyan/tools/launch/paths.ts";
import { checkDeadFiles } from "@banyan/tools/tidy/rules/dead-files.ts";
import { checkFolders } from "@banyan/tools/tidy/rules/folders.ts";
import { checkRooms } from "@banyan/tools/tidy/rules/rooms.ts";
import { foreignStores } from "@banyan/tools/tidy/rules/stores.ts";
import { describeOffence, tidy } from "@banyan/tools/tidy/tidy.ts";
import { type Offence, type Tree, treeOf } from "@banyan/tools/tidy/tree.ts";
import { describe, expect, it } from "vitest";

it("the house is tidy", () => {
  expect(tidy(ROOT).map(describeOffence)).toEqual([]);
});

/** Path → what the rule says there; the message must hold this text. */
function expectCaught(
  check: (tree: Tree) => Offence[],
  texts: Record<string, string>,
  caught: Record<string, RegExp>,
) {
  const offences = check(treeOf(texts));
  expect(Object.fromEntries(offences.map(({ path, message }) => [path, message]))).toEqual(
    Object.fromEntries(Object.entries(caught).map(([path, words]) => [path, expect.stringMatching(words)])),
  );
}

const manifest = (dependencies: string[], devDependencies: string[] = []) =>
  JSON.stringify({
    dependencies: Object.fromEntries(dependencies.map((name) => [name, "1"])),
    devDependencies: Object.fromEntries(devDependencies.map((name) => [name, "1"])),
  });

describe("rooms", () => {
  it("catches imports against the arrows, unlisted packages and ways around the door", () => {
    expectCaught(
      checkRooms,
      {
        "package.json": manifest([], ["vitest"]),
        "packages/domain/package.json": manifest(["@banyan/kernel"], ["@banyan/testkit", "@types/pg"]),
        "packages/domain/src/good.ts": 'import { yuan } from "@banyan/kernel";\nimport type pg from "pg";\n',
        "packages/domain/test/good.test.ts":
          'import { it } from "vitest";\nimport { clock } from "@banyan/testkit";\n',
        "packages/domain/src/store.ts": 'import { pool } from "@banyan/server/db.ts";\n',
        "packages/domain/src/late.ts": 'const x = await import("@banyan/ledger");\n',
        "packages/domain/src/disk.ts": 'import { readFileSync } from "node:fs";\n',
        "packages/domain/src/value.ts": 'import pg from "pg";\n',
        "packages/domain/src/around.ts": 'export { x } from "../../kernel/src/fen.ts";\n',
        "packages/domain/src/test-only.ts": 'import { clock } from "@banyan/testkit";\n',
        "packages/wechat-sim/package.json": manifest(["@banyan/wechat"]),
        "packages/extra/package.json": manifest([]),
        "apps/mini/package.json": manifest([]),
        "apps/mini/src/app.tsx": 'import { App } from "@banyan/admin";\n',
      },
      {
        "packages/domain/src/store.ts": /不可引用 @banyan\/server/,
        "packages/domain/src/late.ts": /不可引用 @banyan\/ledger/,
        "packages/domain/src/disk.ts": /不可引用 node:fs/,
        "packages/domain/src/value.ts": /pg 不在 packages\/domain\/package\.json/,
        "packages/domain/src/around.ts": /走出了房间 domain/,
        "packages/domain/src/test-only.ts": /不可引用 @banyan\/testkit/,
        "packages/wechat-sim/package.json": /不可依赖 @banyan\/wechat/,
        "packages/extra/package.json": /没有这个房间/,
        "apps/mini/src/app.tsx": /不可引用 @banyan\/admin/,
      },
    );
  });

  it("finds imports in every form and none in comments or strings", () => {
    const [file] = treeOf({
      "a.ts": [
        'import "./side.ts";',
        'import type { A } from "./type.ts";',
        "import {\n  b,\n  c,\n} from './many.ts';",
        'export * from "./all.ts"; export type { D } from "./gone.ts";',
        'const e = await import("./late.ts");',
        '// import "./comment.ts"',
        "const f = 'import \"./string.ts\"';",
      ].join("\n"),
    }).sources;
    expect(file?.imports.map(({ specifier, typeOnly, line }) => [specifier, typeOnly, line])).toEqual([
      ["./side.ts", false, 1],
      ["./type.ts", true, 2],
      ["./many.ts", false, 6],
      ["./all.ts", false, 7],
      ["./gone.ts", true, 7],
      ["./late.ts", false, 8],
    ]);
  });
});

it("stores: catches a noun that reaches into another noun's store", () => {
  const found = foreignStores(
    treeOf({
      "apps/server/src/order/submit.ts":
        'import { a } from "./submit-store.ts";\nimport { take } from "../stock/hold-store.ts";\nimport { enqueue } from "../outbox/store.ts";\n',
      "apps/server/src/order/show.ts":
        'import type { Hold } from "../stock/store.ts";\nimport { hold } from "../stock/hold.ts";\n',
    }),
  );
  expect(found).toEqual([
    {
      key: "apps/server/src/order/submit.ts → stock/hold-store.ts",
      path: "apps/server/src/order/submit.ts",
      line: 2,
    },
  ]);
});

it("folders: catches synonyms, plurals, unknown nouns and empty names", () => {
  expectCaught(
    checkFolders,
    {
      "packages/domain/src/order/refund.ts": "",
      "apps/admin/src/order/list/columns.tsx": "",
      "apps/server/src/http/log.ts": "",
      "packages/domain/src/http/log.ts": "",
      "apps/server/src/orders/submit.ts": "",
      "apps/mini/src/user/index.tsx": "",
      "apps/mini/src/order/goods/card.tsx": "",
      "packages/domain/src/magic/wand.ts": "",
      "packages/kernel/src/utils.ts": "",
      "apps/server/src/order/helpers/x.ts": "",
    },
    {
      "packages/domain/src/http": /不在名词表/,
      "apps/server/src/orders": /改名为 order/,
      "apps/mini/src/user": /改名为 customer/,
      "apps/mini/src/order/goods": /改名为 catalog/,
      "packages/domain/src/magic": /不在名词表/,
      "packages/kernel/src/utils.ts": /什么也没说/,
      "apps/server/src/order/helpers/x.ts": /什么也没说/,
    },
  );
});

it("dead files: catches what nobody imports, names or starts", () => {
  expectCaught(
    checkDeadFiles,
    {
      "packages/domain/src/index.ts": 'export * from "./order/order.ts";\n',
      "packages/domain/src/order/order.ts": "",
      "packages/domain/src/order/gone.ts": "import './gone.ts';\n",
      "packages/domain/src/deep.ts": "",
      "apps/server/src/main.ts":
        'import "@banyan/domain/deep.ts";\nnew URL("./worker.ts", import.meta.url);\n',
      "apps/server/src/worker.ts": "",
      "apps/mini/src/app.config.ts":
        'export default { pages: ["page/home"], subPackages: [{ root: "order", pages: ["list/index"] }] };\n',
      "apps/mini/src/page/home.tsx": 'import { Card } from "@/parts/card";\n',
      "apps/mini/src/order/list/index.tsx": "",
      "apps/mini/src/order/detail/index.tsx": "",
      "apps/mini/src/parts/card.h5.tsx": "",
      "apps/mini/src/parts/card.weapp.tsx": "",
      "tools/start.ts": "",
      "tools/launch/lost.ts": "",
      "tests/order.test.ts": "",
    },
    {
      "packages/domain/src/order/gone.ts": /没有谁引用/,
      "apps/mini/src/order/detail/index.tsx": /没有谁引用/,
      "tools/launch/lost.ts": /没有谁引用/,
    },
  );
});
