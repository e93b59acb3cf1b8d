/** Every broken variant of posting is noticed, by the name that it says; and whatever it is tried on is sound when nothing is broken. */
import { POSTING } from "./posting.ts";
import { allNoticed } from "./scene.ts";

allNoticed(POSTING, 20);
