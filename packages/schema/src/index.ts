export { type Migration, migrate, migrations } from "./migrate.ts";
