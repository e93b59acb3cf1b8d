/** The services of one process, made once in main and handed to handlers and worker jobs alike. */

import type { Database } from "./db/database.ts";
import type { FreightReader } from "./freight/book.ts";
import type { Logger } from "./http/log.ts";
import type { MediaStore } from "./media/media-files.ts";
import type { PlanReader } from "./plan/current.ts";
import type { Standings } from "./promoter/standings.ts";
import type { Seal } from "./seal/seal.ts";
import type { Search } from "./search/search.ts";
import type { SettingReader } from "./setting/settings.ts";
import type { Versions } from "./setting/versions.ts";
import type { WechatProvider } from "./setting/wechat.ts";
import type { HoldDesk } from "./stock/hold-desk.ts";

export interface Services {
  database: Database;
  seal: Seal;
  settings: SettingReader;
  plans: PlanReader;
  freight: FreightReader;
  search: Search;
  standings: Standings;
  versions: Versions;
  holds: HoldDesk;
  wechat: WechatProvider;
  media: MediaStore;
  log: Logger;
  config: ServerConfig;
}

/** The stand-in for WeChat. */
export interface Demo {
  simulatorUrl: string;
  /** How long an answer of WeChat Pay is waited for, milliseconds; as long as a real shop waits where it is left out. */
  patienceMs?: number;
}

export interface ServerConfig {
  role: "http" | "worker";
  host: string;
  port: number;
  /** Origin that WeChat's callbacks and one-time links use, without a trailing slash. */
  publicUrl: string;
  dataDir: string;
  databaseUrl: string;
  /** Demo mode: the simulator stands in for WeChat. Only the demo's entry sets it. */
  demo: Demo | null;
}
