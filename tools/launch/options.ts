/** What may be said on the command line of `npm start`. */
import { resolve } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { inRoot } from "./paths.ts";
import { Problem } from "./problem.ts";

/** Options of `npm start`. */
export interface StartOptions {
  /** The port asked for; undefined means 8080 or the next free one. */
  readonly port: number | undefined;
  readonly host: string;
  readonly dataDir: string;
  readonly demo: boolean;
  /** An external PostgreSQL instead of the embedded one. */
  readonly databaseUrl: string | undefined;
}

const USAGE = `用法：npm start -- [--port 端口] [--data 目录] [--no-demo]
  --port N     端口，默认 8080，被占用时自动用下一个空闲端口
  --data DIR   数据目录，默认为代码目录下的 .data
  --no-demo    不带演示数据与微信模拟，供真实经营使用
环境变量：DATABASE_URL（使用现有的 PostgreSQL，17 或更新）、BANYAN_HOST（监听地址，默认 127.0.0.1）`;

/** Reads the command line and environment of `npm start`; refuses what it does not know. */
export function readStartOptions(words: readonly string[], env: NodeJS.ProcessEnv): StartOptions {
  const values = readWords(
    words,
    { port: { type: "string" }, data: { type: "string" }, demo: { type: "boolean", default: true } },
    USAGE,
  );
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    throw new Problem(`--port 必须是 1 到 65535 的整数，而不是 ${values.port}。\n\n${USAGE}`);
  }
  return {
    port,
    host: env.BANYAN_HOST || "127.0.0.1",
    dataDir: dataFolder(values.data, env),
    demo: values.demo,
    databaseUrl: env.DATABASE_URL || undefined,
  };
}

/** The data folder named on a command line, relative to where the person stood when typing it. */
export function dataFolder(named: string | undefined, env: NodeJS.ProcessEnv): string {
  return named === undefined ? inRoot(".data") : resolve(env.INIT_CWD ?? process.cwd(), named);
}

/** Reads a command line; whatever is wrong with it becomes a sentence and the usage. */
export function readWords<T extends NonNullable<ParseArgsConfig["options"]>>(
  words: readonly string[],
  options: T,
  usage: string,
) {
  try {
    return parseArgs({ args: [...words], options, allowNegative: true }).values;
  } catch (error) {
    throw new Problem(`命令行有误：${(error as Error).message}\n\n${usage}`);
  }
}
