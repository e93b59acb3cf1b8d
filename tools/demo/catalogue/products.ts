import { coffee } from "./coffee.ts";
import { craft } from "./craft.ts";
import { dianhong } from "./dianhong.ts";
import { ham } from "./ham.ts";
import { honey } from "./honey.ts";
import { kitchen } from "./kitchen.ts";
import { mushroom } from "./mushroom.ts";
import { nuts } from "./nuts.ts";
import { pastry } from "./pastry.ts";
import { puer } from "./puer.ts";
import type { DemoProduct } from "./shapes.ts";
import { study } from "./study.ts";
import { teaware } from "./teaware.ts";
import { textile } from "./textile.ts";
import { timber } from "./timber.ts";

/** Every product of the demo shop, in the order of its shelves. */
export const demoProducts: DemoProduct[] = [
  ...puer,
  ...dianhong,
  ...teaware,
  ...coffee,
  ...mushroom,
  ...pastry,
  ...honey,
  ...ham,
  ...nuts,
  ...kitchen,
  ...textile,
  ...craft,
  ...study,
  ...timber,
];
