import "server-only";
import { abandonedCart } from "@/emails/gallery/abandoned-cart";
import { announcement } from "@/emails/gallery/announcement";
import { feedback } from "@/emails/gallery/feedback";
import { orderConfirmation } from "@/emails/gallery/order-confirmation";
import { paymentFailed } from "@/emails/gallery/payment-failed";
import { productUpdate } from "@/emails/gallery/product-update";
import { trialEnding } from "@/emails/gallery/trial-ending";
import { welcome } from "@/emails/gallery/welcome";
import { winBack } from "@/emails/gallery/win-back";
import type { Occurrence } from "@/lib/templates/values";
import { type Design, STARTERS, type Starter, type StarterKey } from "@/lib/templates/schema";

type Shelved = Omit<Starter, "key"> & { design: Design /** What began it, as the gallery shows it. */; sample?: Occurrence };

const GALLERY: Record<StarterKey, Shelved> = {
  welcome,
  announcement,
  "product-update": productUpdate,
  "order-confirmation": orderConfirmation,
  "abandoned-cart": abandonedCart,
  "trial-ending": trialEnding,
  "payment-failed": paymentFailed,
  "win-back": winBack,
  feedback,
};

/** A pre-designed email by its key, if there is one. */
export const starterOf = (key: string): Shelved | undefined =>
  (STARTERS as readonly string[]).includes(key) ? GALLERY[key as StarterKey] : undefined;

/** The gallery, as it is shown. */
export const starters = (): Starter[] =>
  STARTERS.map((key) => {
    const { name, says, kind } = GALLERY[key];
    return { key, name, says, kind };
  });
