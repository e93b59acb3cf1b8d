import {
  demoBanners,
  demoCases,
  demoCategories,
  demoCustomers,
  demoProducts,
  demoTopics,
} from "../../catalogue/index.ts";
import { finish } from "../light.ts";
import { DAWN, DUSK, MORNING, mountains, RAIN } from "../scenery.ts";
import type { Sheet } from "../sheet.ts";
import { coffeePictures } from "./coffee.ts";
import { craftPictures } from "./craft.ts";
import { dianhongPictures } from "./dianhong.ts";
import { hamPictures } from "./ham.ts";
import { honeyPictures } from "./honey.ts";
import { kitchenPictures } from "./kitchen.ts";
import { mushroomPictures } from "./mushroom.ts";
import { nutsPictures } from "./nuts.ts";
import { pastryPictures } from "./pastry.ts";
import { puerPictures } from "./puer.ts";
import { lit, type Recipe } from "./recipe.ts";
import { teawarePictures } from "./teaware.ts";
import { textilePictures } from "./textile.ts";
import { timberPictures } from "./timber.ts";

const landscape = (sheet: Sheet): void => {
  mountains(
    sheet,
    sheet.random.pick([DAWN, MORNING, DUSK, RAIN]),
    sheet.height * 0.4,
    sheet.height * 0.85,
    6,
  );
  finish(sheet);
};

const sized = (keys: string[], width: number, height: number): [string, Recipe][] =>
  keys.map((key) => [key, { width, height, draw: landscape }]);

export const recipes: Record<string, Recipe> = {
  ...Object.fromEntries([
    ...sized(
      demoProducts.flatMap(({ gallery }) => gallery),
      750,
      750,
    ),
    ...sized(
      demoCases.flatMap(({ pictures }) => pictures),
      750,
      750,
    ),
    ...sized(
      [...demoBanners, ...demoTopics].map(({ picture }) => picture),
      750,
      360,
    ),
    ...sized(
      demoCategories.map(({ icon }) => icon),
      160,
      160,
    ),
    ...sized(
      demoCustomers.map(({ avatar }) => avatar),
      128,
      128,
    ),
  ]),
  ...lit(
    {
      ...puerPictures,
      ...dianhongPictures,
      ...teawarePictures,
      ...coffeePictures,
      ...mushroomPictures,
      ...pastryPictures,
      ...honeyPictures,
      ...hamPictures,
      ...nutsPictures,
      ...kitchenPictures,
      ...textilePictures,
      ...craftPictures,
      ...timberPictures,
    },
    750,
    750,
  ),
};
