/** Makes the services of one process from its configuration; main, the demo's entry and tests start here. */
import { openDatabase } from "./db/database.ts";
import { createFreightReader } from "./freight/book.ts";
import type { Logger } from "./http/log.ts";
import { createMediaStore } from "./media/media-files.ts";
import { createPlanReader } from "./plan/current.ts";
import { createStandings } from "./promoter/standings.ts";
import { createSeal } from "./seal/seal.ts";
import { createSearch } from "./search/search.ts";
import type { ServerConfig, Services } from "./services.ts";
import { createSettingReader } from "./setting/settings.ts";
import { createVersions } from "./setting/versions.ts";
import { createWechatProvider } from "./setting/wechat.ts";
import { createHoldDesk } from "./stock/hold-desk.ts";

export interface Composed {
  services: Services;
  close(): Promise<void>;
}

export function compose(config: ServerConfig, masterKey: Buffer, log: Logger): Composed {
  const database = openDatabase({ url: config.databaseUrl });
  const seal = createSeal(masterKey);
  const versions = createVersions(database, log);
  const settings = createSettingReader(database, versions);
  const services: Services = {
    database,
    seal,
    versions,
    settings,
    holds: createHoldDesk(database),
    plans: createPlanReader(database, versions),
    freight: createFreightReader(database, versions),
    search: createSearch({ database, url: config.databaseUrl, versions, log }),
    standings: createStandings(database, settings, versions),
    wechat: createWechatProvider(database, seal, versions, config.demo),
    media: createMediaStore(config.dataDir),
    log,
    config,
  };
  return {
    services,
    close: async () => {
      versions.stop();
      await services.search.index.close();
      await services.search.words.close();
      await database.close();
    },
  };
}
