import { avatarPictures } from "./avatars.ts";
import { casePictures } from "./cases.ts";
import { coffeePictures } from "./coffee.ts";
import { condimentPictures } from "./condiments.ts";
import { craftPictures } from "./craft.ts";
import { dianhongPictures } from "./dianhong.ts";
import { hamPictures } from "./ham.ts";
import { honeyPictures } from "./honey.ts";
import { iconPictures } from "./icons.ts";
import { kitchenPictures } from "./kitchen.ts";
import { mushroomPictures } from "./mushroom.ts";
import { mushroomReadyPictures } from "./mushroom-ready.ts";
import { nutsPictures } from "./nuts.ts";
import { pastryPictures } from "./pastry.ts";
import { puerPictures } from "./puer.ts";
import { lit, type Recipe, sized } from "./recipe.ts";
import { studyPictures } from "./study.ts";
import { teawarePictures } from "./teaware.ts";
import { textilePictures } from "./textile.ts";
import { timberPictures } from "./timber.ts";
import { widePictures } from "./wide.ts";

/** Square pictures of goods and cases, wide ones for banners and topics, small ones for icons and avatars. */
export const recipes: Record<string, Recipe> = {
  ...lit(
    {
      ...puerPictures,
      ...dianhongPictures,
      ...teawarePictures,
      ...coffeePictures,
      ...mushroomPictures,
      ...mushroomReadyPictures,
      ...pastryPictures,
      ...honeyPictures,
      ...hamPictures,
      ...nutsPictures,
      ...kitchenPictures,
      ...condimentPictures,
      ...textilePictures,
      ...craftPictures,
      ...studyPictures,
      ...timberPictures,
      ...casePictures,
    },
    750,
    750,
  ),
  ...lit(widePictures, 750, 360),
  ...sized(iconPictures, 160, 160),
  ...sized(avatarPictures, 128, 128),
};
