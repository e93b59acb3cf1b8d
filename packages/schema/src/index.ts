export { type Migration, MigrationChanged, migrate, migrations } from "./migrate.ts";
